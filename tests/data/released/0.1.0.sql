BEGIN;
PRAGMA application_id=1178882891;
PRAGMA user_version=0;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE article (
	id INTEGER NOT NULL, 
	public_id CHAR(32) NOT NULL, 
	title VARCHAR NOT NULL, 
	language VARCHAR(16) NOT NULL, 
	translation_of INTEGER, 
	is_example BOOLEAN NOT NULL, 
	current_number INTEGER NOT NULL, 
	binned_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_article PRIMARY KEY (id), 
	CONSTRAINT fk_article_translation_of_article FOREIGN KEY(translation_of) REFERENCES article (id), 
	CONSTRAINT uq_article_public_id UNIQUE (public_id)
);
CREATE TABLE choice (
	id INTEGER NOT NULL, 
	list VARCHAR(32) NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	label VARCHAR(200) NOT NULL, 
	position INTEGER NOT NULL, 
	active BOOLEAN NOT NULL, 
	unmet BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_choice PRIMARY KEY (id), 
	CONSTRAINT uq_choice_list_key UNIQUE (list, "key")
);
CREATE TABLE closed_day (
	day DATE NOT NULL, 
	reason VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_closed_day PRIMARY KEY (day)
);
CREATE TABLE counted (
	day DATE NOT NULL, 
	enquiry_id INTEGER NOT NULL, 
	month VARCHAR(7) NOT NULL, 
	channel VARCHAR(32) NOT NULL, 
	service_id INTEGER, 
	heard_id INTEGER, 
	taken_by INTEGER, 
	outcome VARCHAR(32), 
	lost_reason_id INTEGER, 
	hour SMALLINT NOT NULL, 
	first_call INTEGER, 
	in_time SMALLINT NOT NULL, 
	late SMALLINT NOT NULL, 
	waiting SMALLINT NOT NULL, 
	CONSTRAINT pk_counted PRIMARY KEY (day, enquiry_id)
)
 WITHOUT ROWID

;
CREATE TABLE day_count (
	day DATE NOT NULL, 
	n INTEGER NOT NULL, 
	CONSTRAINT pk_day_count PRIMARY KEY (day)
);
CREATE TABLE erasure (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	people JSON NOT NULL, 
	enquiries JSON NOT NULL, 
	CONSTRAINT pk_erasure PRIMARY KEY (id)
);
CREATE TABLE lexicon (
	word VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_lexicon PRIMARY KEY (word)
)
 WITHOUT ROWID

;
CREATE TABLE opening_period (
	id INTEGER NOT NULL, 
	weekday INTEGER NOT NULL, 
	opens TIME NOT NULL, 
	closes TIME NOT NULL, 
	CONSTRAINT pk_opening_period PRIMARY KEY (id)
);
CREATE TABLE phone (
	id INTEGER NOT NULL, 
	"key" VARCHAR(80) NOT NULL, 
	e164 VARCHAR(32), 
	digits VARCHAR(64) NOT NULL, 
	spellings VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_phone PRIMARY KEY (id), 
	CONSTRAINT uq_phone_key UNIQUE ("key")
);
CREATE TABLE picture (
	id INTEGER NOT NULL, 
	fingerprint VARCHAR(64) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	data BLOB NOT NULL, 
	grey BLOB NOT NULL, 
	added_at DATETIME NOT NULL, 
	CONSTRAINT pk_picture PRIMARY KEY (id), 
	CONSTRAINT uq_picture_fingerprint UNIQUE (fingerprint)
);
CREATE TABLE service (
	id INTEGER NOT NULL, 
	public_id CHAR(32) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	category VARCHAR(64) NOT NULL, 
	first_minutes INTEGER, 
	return_minutes INTEGER, 
	first_price INTEGER, 
	return_price INTEGER, 
	wear VARCHAR NOT NULL, 
	first_visit VARCHAR NOT NULL, 
	to_practitioner BOOLEAN NOT NULL, 
	position INTEGER NOT NULL, 
	active BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_service PRIMARY KEY (id), 
	CONSTRAINT uq_service_public_id UNIQUE (public_id)
);
CREATE TABLE setting (
	"key" VARCHAR(64) NOT NULL, 
	value JSON NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY ("key")
);
CREATE TABLE staff (
	id INTEGER NOT NULL, 
	public_id CHAR(32) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	initials VARCHAR(8) NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	closed_on DATE, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_staff PRIMARY KEY (id), 
	CONSTRAINT uq_staff_public_id UNIQUE (public_id)
);
CREATE TABLE tally (
	span VARCHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	one VARCHAR(32) NOT NULL, 
	two VARCHAR(32) NOT NULL, 
	asked INTEGER NOT NULL, 
	booked INTEGER NOT NULL, 
	CONSTRAINT pk_tally PRIMARY KEY (span, kind, one, two)
)
 WITHOUT ROWID

;
CREATE TABLE year_counter (
	year INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	CONSTRAINT pk_year_counter PRIMARY KEY (year)
);
CREATE TABLE article_version (
	id INTEGER NOT NULL, 
	public_id CHAR(32) NOT NULL, 
	article_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	content JSON NOT NULL, 
	source_text VARCHAR NOT NULL, 
	sources VARCHAR NOT NULL, 
	written_by INTEGER, 
	written_at DATETIME NOT NULL, 
	reviewer_id INTEGER, 
	reviewed_on DATE, 
	review_due_on DATE, 
	left_open VARCHAR NOT NULL, 
	search_text VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_article_version PRIMARY KEY (id), 
	CONSTRAINT fk_article_version_article_id_article FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE, 
	CONSTRAINT fk_article_version_reviewer_id_staff FOREIGN KEY(reviewer_id) REFERENCES staff (id), 
	CONSTRAINT fk_article_version_written_by_staff FOREIGN KEY(written_by) REFERENCES staff (id), 
	CONSTRAINT uq_article_version_article_id_number UNIQUE (article_id, number), 
	CONSTRAINT uq_article_version_public_id UNIQUE (public_id)
);
CREATE TABLE review_answer (
	id INTEGER NOT NULL, 
	article_version_id INTEGER NOT NULL, 
	question VARCHAR(32) NOT NULL, 
	answered_by INTEGER, 
	answered_on DATE NOT NULL, 
	CONSTRAINT pk_review_answer PRIMARY KEY (id), 
	CONSTRAINT fk_review_answer_answered_by_staff FOREIGN KEY(answered_by) REFERENCES staff (id), 
	CONSTRAINT fk_review_answer_article_version_id_article_version FOREIGN KEY(article_version_id) REFERENCES article_version (id) ON DELETE CASCADE, 
	CONSTRAINT uq_review_answer_article_version_id_question UNIQUE (article_version_id, question)
);
CREATE TABLE article_comment (
	id INTEGER NOT NULL, 
	public_id CHAR(32) NOT NULL, 
	article_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	said VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	written_by INTEGER, 
	written_at DATETIME NOT NULL, 
	resolved_by INTEGER, 
	resolved_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_article_comment PRIMARY KEY (id), 
	CONSTRAINT fk_article_comment_article_id_article FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE, 
	CONSTRAINT fk_article_comment_resolved_by_staff FOREIGN KEY(resolved_by) REFERENCES staff (id), 
	CONSTRAINT fk_article_comment_written_by_staff FOREIGN KEY(written_by) REFERENCES staff (id), 
	CONSTRAINT uq_article_comment_public_id UNIQUE (public_id)
);
CREATE TABLE audit_entry (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	staff_id INTEGER, 
	desk VARCHAR(64) NOT NULL, 
	action VARCHAR(64) NOT NULL, 
	subject VARCHAR(32) NOT NULL, 
	subject_id INTEGER NOT NULL, 
	details JSON NOT NULL, 
	link VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_audit_entry PRIMARY KEY (id), 
	CONSTRAINT fk_audit_entry_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE TABLE desk_card (
	id INTEGER NOT NULL, 
	public_id CHAR(32) NOT NULL, 
	service_id INTEGER, 
	kind VARCHAR(32) NOT NULL, 
	text VARCHAR NOT NULL, 
	owner_id INTEGER, 
	approved_by INTEGER, 
	approved_on DATE, 
	review_on DATE, 
	is_example BOOLEAN NOT NULL, 
	position INTEGER NOT NULL, 
	active BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_desk_card PRIMARY KEY (id), 
	CONSTRAINT fk_desk_card_approved_by_staff FOREIGN KEY(approved_by) REFERENCES staff (id), 
	CONSTRAINT fk_desk_card_owner_id_staff FOREIGN KEY(owner_id) REFERENCES staff (id), 
	CONSTRAINT fk_desk_card_service_id_service FOREIGN KEY(service_id) REFERENCES service (id) ON DELETE CASCADE, 
	CONSTRAINT uq_desk_card_public_id UNIQUE (public_id)
);
CREATE TABLE desk_card_version (
	id INTEGER NOT NULL, 
	card_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	saved_at DATETIME NOT NULL, 
	saved_by INTEGER, 
	kind VARCHAR(32) NOT NULL, 
	text VARCHAR NOT NULL, 
	owner_id INTEGER, 
	approved_by INTEGER, 
	approved_on DATE, 
	review_on DATE, 
	is_example BOOLEAN NOT NULL, 
	active BOOLEAN NOT NULL, 
	CONSTRAINT pk_desk_card_version PRIMARY KEY (id), 
	CONSTRAINT fk_desk_card_version_approved_by_staff FOREIGN KEY(approved_by) REFERENCES staff (id), 
	CONSTRAINT fk_desk_card_version_owner_id_staff FOREIGN KEY(owner_id) REFERENCES staff (id), 
	CONSTRAINT fk_desk_card_version_saved_by_staff FOREIGN KEY(saved_by) REFERENCES staff (id), 
	CONSTRAINT fk_desk_card_version_card_id_desk_card FOREIGN KEY(card_id) REFERENCES desk_card (id) ON DELETE CASCADE, 
	CONSTRAINT uq_desk_card_version_card_id_number UNIQUE (card_id, number)
);
CREATE TABLE import_run (
	id INTEGER NOT NULL, 
	file_name VARCHAR(200) NOT NULL, 
	fingerprint VARCHAR(64) NOT NULL, 
	started_at DATETIME NOT NULL, 
	started_by INTEGER, 
	finished_at DATETIME, 
	undone_at DATETIME, 
	undone_by INTEGER, 
	kept INTEGER NOT NULL, 
	made JSON NOT NULL, 
	CONSTRAINT pk_import_run PRIMARY KEY (id), 
	CONSTRAINT fk_import_run_started_by_staff FOREIGN KEY(started_by) REFERENCES staff (id), 
	CONSTRAINT fk_import_run_undone_by_staff FOREIGN KEY(undone_by) REFERENCES staff (id)
);
CREATE TABLE person (
	id INTEGER NOT NULL, 
	public_id CHAR(32) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	email VARCHAR(254) NOT NULL, 
	language VARCHAR(16) NOT NULL, 
	note VARCHAR NOT NULL, 
	do_not_contact BOOLEAN NOT NULL, 
	do_not_contact_reason VARCHAR(200) NOT NULL, 
	do_not_contact_since DATETIME, 
	do_not_contact_by INTEGER, 
	binned_at DATETIME, 
	search_text VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT fk_person_do_not_contact_by_staff FOREIGN KEY(do_not_contact_by) REFERENCES staff (id), 
	CONSTRAINT uq_person_public_id UNIQUE (public_id)
);
CREATE TABLE phone_suffix (
	suffix VARCHAR(64) NOT NULL, 
	phone_id INTEGER NOT NULL, 
	CONSTRAINT pk_phone_suffix PRIMARY KEY (suffix, phone_id), 
	CONSTRAINT fk_phone_suffix_phone_id_phone FOREIGN KEY(phone_id) REFERENCES phone (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE screening_question (
	id INTEGER NOT NULL, 
	public_id CHAR(32) NOT NULL, 
	text VARCHAR NOT NULL, 
	level VARCHAR(32) NOT NULL, 
	hand_over_words VARCHAR NOT NULL, 
	hand_over_to VARCHAR(200) NOT NULL, 
	source VARCHAR NOT NULL, 
	owner_id INTEGER, 
	approved_by INTEGER, 
	approved_on DATE, 
	review_on DATE, 
	is_example BOOLEAN NOT NULL, 
	position INTEGER NOT NULL, 
	active BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_screening_question PRIMARY KEY (id), 
	CONSTRAINT fk_screening_question_approved_by_staff FOREIGN KEY(approved_by) REFERENCES staff (id), 
	CONSTRAINT fk_screening_question_owner_id_staff FOREIGN KEY(owner_id) REFERENCES staff (id), 
	CONSTRAINT uq_screening_question_public_id UNIQUE (public_id)
);
CREATE TABLE question_version (
	id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	saved_at DATETIME NOT NULL, 
	saved_by INTEGER, 
	text VARCHAR NOT NULL, 
	level VARCHAR(32) NOT NULL, 
	hand_over_words VARCHAR NOT NULL, 
	hand_over_to VARCHAR(200) NOT NULL, 
	source VARCHAR NOT NULL, 
	owner_id INTEGER, 
	approved_by INTEGER, 
	approved_on DATE, 
	review_on DATE, 
	is_example BOOLEAN NOT NULL, 
	active BOOLEAN NOT NULL, 
	CONSTRAINT pk_question_version PRIMARY KEY (id), 
	CONSTRAINT fk_question_version_approved_by_staff FOREIGN KEY(approved_by) REFERENCES staff (id), 
	CONSTRAINT fk_question_version_owner_id_staff FOREIGN KEY(owner_id) REFERENCES staff (id), 
	CONSTRAINT fk_question_version_saved_by_staff FOREIGN KEY(saved_by) REFERENCES staff (id), 
	CONSTRAINT fk_question_version_question_id_screening_question FOREIGN KEY(question_id) REFERENCES screening_question (id) ON DELETE CASCADE, 
	CONSTRAINT uq_question_version_question_id_number UNIQUE (question_id, number)
);
CREATE TABLE question_service (
	question_id INTEGER NOT NULL, 
	service_id INTEGER NOT NULL, 
	CONSTRAINT pk_question_service PRIMARY KEY (question_id, service_id), 
	CONSTRAINT fk_question_service_question_id_screening_question FOREIGN KEY(question_id) REFERENCES screening_question (id) ON DELETE CASCADE, 
	CONSTRAINT fk_question_service_service_id_service FOREIGN KEY(service_id) REFERENCES service (id) ON DELETE CASCADE
);
CREATE TABLE question_body_area (
	question_id INTEGER NOT NULL, 
	body_area_id INTEGER NOT NULL, 
	CONSTRAINT pk_question_body_area PRIMARY KEY (question_id, body_area_id), 
	CONSTRAINT fk_question_body_area_question_id_screening_question FOREIGN KEY(question_id) REFERENCES screening_question (id) ON DELETE CASCADE, 
	CONSTRAINT fk_question_body_area_body_area_id_choice FOREIGN KEY(body_area_id) REFERENCES choice (id)
);
CREATE TABLE service_alias (
	id INTEGER NOT NULL, 
	service_id INTEGER NOT NULL, 
	alias VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_service_alias PRIMARY KEY (id), 
	CONSTRAINT fk_service_alias_service_id_service FOREIGN KEY(service_id) REFERENCES service (id) ON DELETE CASCADE
);
CREATE TABLE service_article (
	service_id INTEGER NOT NULL, 
	article_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_service_article PRIMARY KEY (service_id, article_id), 
	CONSTRAINT fk_service_article_article_id_article FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE, 
	CONSTRAINT fk_service_article_service_id_service FOREIGN KEY(service_id) REFERENCES service (id) ON DELETE CASCADE
);
CREATE TABLE service_practitioner (
	service_id INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	CONSTRAINT pk_service_practitioner PRIMARY KEY (service_id, staff_id), 
	CONSTRAINT fk_service_practitioner_service_id_service FOREIGN KEY(service_id) REFERENCES service (id) ON DELETE CASCADE, 
	CONSTRAINT fk_service_practitioner_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE TABLE staff_secret (
	staff_id INTEGER NOT NULL, 
	hashed VARCHAR(400) NOT NULL, 
	tries INTEGER NOT NULL, 
	last_try_at DATETIME, 
	CONSTRAINT pk_staff_secret PRIMARY KEY (staff_id), 
	CONSTRAINT fk_staff_secret_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE TABLE enquiry (
	id INTEGER NOT NULL, 
	public_id CHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	channel VARCHAR(32) NOT NULL, 
	caller_id INTEGER, 
	caller_name VARCHAR(200) NOT NULL, 
	caller_key VARCHAR NOT NULL, 
	phone_id INTEGER, 
	phone_raw VARCHAR(64) NOT NULL, 
	about VARCHAR(32) NOT NULL, 
	about_id INTEGER, 
	about_name VARCHAR(200) NOT NULL, 
	service_id INTEGER, 
	concern VARCHAR NOT NULL, 
	body_area_id INTEGER, 
	heard_id INTEGER, 
	heard_detail VARCHAR(200) NOT NULL, 
	outcome VARCHAR(32), 
	lost_reason_id INTEGER, 
	outcome_note VARCHAR NOT NULL, 
	routine_reason VARCHAR NOT NULL, 
	booked_on DATE, 
	taken_by INTEGER, 
	desk VARCHAR(64) NOT NULL, 
	started_at DATETIME NOT NULL, 
	saved_at DATETIME NOT NULL, 
	received_on DATE NOT NULL, 
	is_open BOOLEAN NOT NULL, 
	needs_next_step BOOLEAN NOT NULL, 
	binned_at DATETIME, 
	search_text VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_enquiry PRIMARY KEY (id), 
	CONSTRAINT fk_enquiry_about_id_person FOREIGN KEY(about_id) REFERENCES person (id), 
	CONSTRAINT fk_enquiry_body_area_id_choice FOREIGN KEY(body_area_id) REFERENCES choice (id), 
	CONSTRAINT fk_enquiry_caller_id_person FOREIGN KEY(caller_id) REFERENCES person (id), 
	CONSTRAINT fk_enquiry_heard_id_choice FOREIGN KEY(heard_id) REFERENCES choice (id), 
	CONSTRAINT fk_enquiry_lost_reason_id_choice FOREIGN KEY(lost_reason_id) REFERENCES choice (id), 
	CONSTRAINT fk_enquiry_phone_id_phone FOREIGN KEY(phone_id) REFERENCES phone (id), 
	CONSTRAINT fk_enquiry_service_id_service FOREIGN KEY(service_id) REFERENCES service (id), 
	CONSTRAINT fk_enquiry_taken_by_staff FOREIGN KEY(taken_by) REFERENCES staff (id), 
	CONSTRAINT uq_enquiry_public_id UNIQUE (public_id), 
	CONSTRAINT uq_enquiry_year_number UNIQUE (year, number)
);
CREATE TABLE call (
	id INTEGER NOT NULL, 
	public_id CHAR(32) NOT NULL, 
	telephone_id VARCHAR(200) NOT NULL, 
	direction VARCHAR(32) NOT NULL, 
	phone_id INTEGER, 
	phone_raw VARCHAR(64) NOT NULL, 
	desk VARCHAR(64) NOT NULL, 
	rang_at DATETIME NOT NULL, 
	rang_on DATE NOT NULL, 
	answered_at DATETIME, 
	ended_at DATETIME, 
	enquiry_id INTEGER, 
	dismissed_at DATETIME, 
	dismissed_by INTEGER, 
	dismissed_reason VARCHAR(32), 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_call PRIMARY KEY (id), 
	CONSTRAINT fk_call_dismissed_by_staff FOREIGN KEY(dismissed_by) REFERENCES staff (id), 
	CONSTRAINT fk_call_enquiry_id_enquiry FOREIGN KEY(enquiry_id) REFERENCES enquiry (id) ON DELETE SET NULL, 
	CONSTRAINT fk_call_phone_id_phone FOREIGN KEY(phone_id) REFERENCES phone (id), 
	CONSTRAINT uq_call_public_id UNIQUE (public_id)
);
CREATE TABLE former_name (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	until DATETIME NOT NULL, 
	CONSTRAINT pk_former_name PRIMARY KEY (id), 
	CONSTRAINT fk_former_name_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
CREATE TABLE not_the_same (
	person_id INTEGER NOT NULL, 
	other_id INTEGER NOT NULL, 
	told_at DATETIME NOT NULL, 
	told_by INTEGER, 
	CONSTRAINT pk_not_the_same PRIMARY KEY (person_id, other_id), 
	CONSTRAINT fk_not_the_same_other_id_person FOREIGN KEY(other_id) REFERENCES person (id) ON DELETE CASCADE, 
	CONSTRAINT fk_not_the_same_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE, 
	CONSTRAINT fk_not_the_same_told_by_staff FOREIGN KEY(told_by) REFERENCES staff (id)
);
CREATE TABLE person_key (
	"key" VARCHAR(64) NOT NULL, 
	person_id INTEGER NOT NULL, 
	CONSTRAINT pk_person_key PRIMARY KEY ("key", person_id), 
	CONSTRAINT fk_person_key_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE person_merge (
	id INTEGER NOT NULL, 
	keep_id INTEGER NOT NULL, 
	other_id INTEGER NOT NULL, 
	merged_at DATETIME NOT NULL, 
	merged_by INTEGER, 
	undone_at DATETIME, 
	undone_by INTEGER, 
	moved JSON NOT NULL, 
	CONSTRAINT pk_person_merge PRIMARY KEY (id), 
	CONSTRAINT fk_person_merge_keep_id_person FOREIGN KEY(keep_id) REFERENCES person (id) ON DELETE CASCADE, 
	CONSTRAINT fk_person_merge_merged_by_staff FOREIGN KEY(merged_by) REFERENCES staff (id), 
	CONSTRAINT fk_person_merge_other_id_person FOREIGN KEY(other_id) REFERENCES person (id) ON DELETE CASCADE, 
	CONSTRAINT fk_person_merge_undone_by_staff FOREIGN KEY(undone_by) REFERENCES staff (id)
);
CREATE TABLE person_phone (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	phone_id INTEGER NOT NULL, 
	raw VARCHAR(64) NOT NULL, 
	label VARCHAR(64) NOT NULL, 
	voicemail VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	former_since DATETIME, 
	CONSTRAINT pk_person_phone PRIMARY KEY (id), 
	CONSTRAINT fk_person_phone_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE, 
	CONSTRAINT fk_person_phone_phone_id_phone FOREIGN KEY(phone_id) REFERENCES phone (id)
);
CREATE TABLE relation (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	other_id INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_relation PRIMARY KEY (id), 
	CONSTRAINT fk_relation_other_id_person FOREIGN KEY(other_id) REFERENCES person (id) ON DELETE CASCADE, 
	CONSTRAINT fk_relation_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
CREATE TABLE follow_up (
	id INTEGER NOT NULL, 
	public_id CHAR(32) NOT NULL, 
	enquiry_id INTEGER NOT NULL, 
	owner_id INTEGER, 
	due_on DATE NOT NULL, 
	starts TIME, 
	ends TIME, 
	phone_id INTEGER, 
	promise VARCHAR NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by INTEGER, 
	done_at DATETIME, 
	done_by INTEGER, 
	outcome_before VARCHAR(32), 
	lost_reason_id_before INTEGER, 
	booked_on_before DATE, 
	is_question BOOLEAN NOT NULL, 
	answer VARCHAR NOT NULL, 
	answers_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_follow_up PRIMARY KEY (id), 
	CONSTRAINT fk_follow_up_answers_id_follow_up FOREIGN KEY(answers_id) REFERENCES follow_up (id) ON DELETE SET NULL, 
	CONSTRAINT fk_follow_up_done_by_staff FOREIGN KEY(done_by) REFERENCES staff (id), 
	CONSTRAINT fk_follow_up_enquiry_id_enquiry FOREIGN KEY(enquiry_id) REFERENCES enquiry (id) ON DELETE CASCADE, 
	CONSTRAINT fk_follow_up_lost_reason_id_before_choice FOREIGN KEY(lost_reason_id_before) REFERENCES choice (id), 
	CONSTRAINT fk_follow_up_made_by_staff FOREIGN KEY(made_by) REFERENCES staff (id), 
	CONSTRAINT fk_follow_up_owner_id_staff FOREIGN KEY(owner_id) REFERENCES staff (id), 
	CONSTRAINT fk_follow_up_phone_id_phone FOREIGN KEY(phone_id) REFERENCES phone (id), 
	CONSTRAINT uq_follow_up_public_id UNIQUE (public_id)
);
CREATE TABLE handout_record (
	id INTEGER NOT NULL, 
	public_id CHAR(32) NOT NULL, 
	enquiry_id INTEGER, 
	person_id INTEGER, 
	article_version_id INTEGER NOT NULL, 
	title VARCHAR NOT NULL, 
	recipient_name VARCHAR NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	size_points INTEGER NOT NULL, 
	paper VARCHAR(32) NOT NULL, 
	language VARCHAR(16) NOT NULL, 
	medium VARCHAR(32) NOT NULL, 
	given_at DATETIME NOT NULL, 
	given_by INTEGER, 
	desk VARCHAR(64) NOT NULL, 
	fingerprint VARCHAR(64) NOT NULL, 
	template_version INTEGER NOT NULL, 
	sheet JSON NOT NULL, 
	search_text VARCHAR NOT NULL, 
	CONSTRAINT pk_handout_record PRIMARY KEY (id), 
	CONSTRAINT fk_handout_record_article_version_id_article_version FOREIGN KEY(article_version_id) REFERENCES article_version (id), 
	CONSTRAINT fk_handout_record_enquiry_id_enquiry FOREIGN KEY(enquiry_id) REFERENCES enquiry (id) ON DELETE CASCADE, 
	CONSTRAINT fk_handout_record_given_by_staff FOREIGN KEY(given_by) REFERENCES staff (id), 
	CONSTRAINT fk_handout_record_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL, 
	CONSTRAINT uq_handout_record_public_id UNIQUE (public_id)
);
CREATE TABLE screening_answer (
	id INTEGER NOT NULL, 
	enquiry_id INTEGER NOT NULL, 
	question_id INTEGER, 
	question_text VARCHAR NOT NULL, 
	question_version INTEGER NOT NULL, 
	level VARCHAR(32) NOT NULL, 
	reply VARCHAR(32) NOT NULL, 
	answered_at DATETIME NOT NULL, 
	CONSTRAINT pk_screening_answer PRIMARY KEY (id), 
	CONSTRAINT fk_screening_answer_enquiry_id_enquiry FOREIGN KEY(enquiry_id) REFERENCES enquiry (id) ON DELETE CASCADE, 
	CONSTRAINT fk_screening_answer_question_id_screening_question FOREIGN KEY(question_id) REFERENCES screening_question (id) ON DELETE SET NULL
);
CREATE TABLE attempt (
	id INTEGER NOT NULL, 
	follow_up_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	staff_id INTEGER, 
	public_id CHAR(32), 
	channel VARCHAR(32), 
	began_at DATETIME, 
	result VARCHAR(32) NOT NULL, 
	note VARCHAR NOT NULL, 
	phone_raw VARCHAR(64) NOT NULL, 
	due_before DATE NOT NULL, 
	starts_before TIME, 
	ends_before TIME, 
	CONSTRAINT pk_attempt PRIMARY KEY (id), 
	CONSTRAINT fk_attempt_follow_up_id_follow_up FOREIGN KEY(follow_up_id) REFERENCES follow_up (id) ON DELETE CASCADE, 
	CONSTRAINT fk_attempt_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id), 
	CONSTRAINT uq_attempt_public_id UNIQUE (public_id)
);
CREATE TABLE consent (
	id INTEGER NOT NULL, 
	enquiry_id INTEGER NOT NULL, 
	words VARCHAR NOT NULL, 
	words_version INTEGER NOT NULL, 
	is_given BOOLEAN NOT NULL, 
	answered_at DATETIME NOT NULL, 
	taken_by INTEGER, 
	desk VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_consent PRIMARY KEY (id), 
	CONSTRAINT fk_consent_enquiry_id_enquiry FOREIGN KEY(enquiry_id) REFERENCES enquiry (id) ON DELETE CASCADE, 
	CONSTRAINT fk_consent_taken_by_staff FOREIGN KEY(taken_by) REFERENCES staff (id)
);
CREATE TABLE hand_over (
	id INTEGER NOT NULL, 
	enquiry_id INTEGER NOT NULL, 
	answer_id INTEGER, 
	words_said VARCHAR NOT NULL, 
	taken_over_by VARCHAR(200) NOT NULL, 
	handed_over_at DATETIME NOT NULL, 
	taken_over_at DATETIME, 
	CONSTRAINT pk_hand_over PRIMARY KEY (id), 
	CONSTRAINT fk_hand_over_answer_id_screening_answer FOREIGN KEY(answer_id) REFERENCES screening_answer (id) ON DELETE SET NULL, 
	CONSTRAINT fk_hand_over_enquiry_id_enquiry FOREIGN KEY(enquiry_id) REFERENCES enquiry (id) ON DELETE CASCADE
);
CREATE TABLE said_card (
	id INTEGER NOT NULL, 
	enquiry_id INTEGER NOT NULL, 
	card_id INTEGER, 
	card_version INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	card_text VARCHAR NOT NULL, 
	said_at DATETIME NOT NULL, 
	CONSTRAINT pk_said_card PRIMARY KEY (id), 
	CONSTRAINT fk_said_card_card_id_desk_card FOREIGN KEY(card_id) REFERENCES desk_card (id) ON DELETE SET NULL, 
	CONSTRAINT fk_said_card_enquiry_id_enquiry FOREIGN KEY(enquiry_id) REFERENCES enquiry (id) ON DELETE CASCADE
);
CREATE TABLE printed_list (
	id INTEGER NOT NULL, 
	printed_at DATETIME NOT NULL, 
	printed_by INTEGER, 
	desk VARCHAR(64) NOT NULL, 
	rows JSON NOT NULL, 
	CONSTRAINT pk_printed_list PRIMARY KEY (id), 
	CONSTRAINT fk_printed_list_printed_by_staff FOREIGN KEY(printed_by) REFERENCES staff (id)
);
CREATE VIRTUAL TABLE enquiry_words USING fts5(words, content='', detail=none, prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE person_words USING fts5(words, content='', detail=none, prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE article_version_words USING fts5(words, content='', detail=none, prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE handout_record_words USING fts5(words, content='', detail=none, prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2');
CREATE INDEX ix_article_translation_of ON article (translation_of);
CREATE INDEX ix_choice_list_position ON choice (list, position);
CREATE INDEX ix_article_comment_article_id ON article_comment (article_id);
CREATE INDEX ix_audit_entry_subject ON audit_entry (subject, subject_id, id);
CREATE INDEX ix_audit_entry_at ON audit_entry (at, id);
CREATE INDEX ix_desk_card_service_id ON desk_card (service_id);
CREATE INDEX ix_import_run_fingerprint ON import_run (fingerprint);
CREATE INDEX ix_phone_suffix_phone_id ON phone_suffix (phone_id);
CREATE INDEX ix_question_service_service_id ON question_service (service_id);
CREATE INDEX ix_question_body_area_body_area_id ON question_body_area (body_area_id);
CREATE INDEX ix_service_alias_service_id ON service_alias (service_id);
CREATE INDEX ix_service_article_article_id ON service_article (article_id);
CREATE INDEX ix_service_practitioner_staff_id ON service_practitioner (staff_id);
CREATE INDEX ix_enquiry_about ON enquiry (about_id, received_on, id);
CREATE INDEX ix_enquiry_caller ON enquiry (caller_id, received_on, id);
CREATE INDEX ix_enquiry_channel ON enquiry (channel, received_on, id);
CREATE INDEX ix_enquiry_day ON enquiry (received_on, id);
CREATE INDEX ix_enquiry_heard ON enquiry (heard_id, received_on, id);
CREATE INDEX ix_enquiry_lost ON enquiry (lost_reason_id, received_on, id) WHERE lost_reason_id IS NOT NULL;
CREATE INDEX ix_enquiry_name ON enquiry (caller_key, id);
CREATE INDEX ix_enquiry_no_next_step ON enquiry (received_on, id) WHERE needs_next_step = 1;
CREATE INDEX ix_enquiry_open ON enquiry (received_on, id) WHERE is_open = 1;
CREATE INDEX ix_enquiry_outcome ON enquiry (outcome, received_on, id);
CREATE INDEX ix_enquiry_phone ON enquiry (phone_id, id);
CREATE INDEX ix_enquiry_service ON enquiry (service_id, received_on, id);
CREATE INDEX ix_enquiry_taken_by ON enquiry (taken_by, received_on, id);
CREATE INDEX ix_call_day ON call (rang_on, id);
CREATE INDEX ix_call_enquiry_id ON call (enquiry_id);
CREATE INDEX ix_call_number ON call (phone_id, rang_at);
CREATE INDEX ix_former_name_person_id ON former_name (person_id);
CREATE INDEX ix_not_the_same_other_id ON not_the_same (other_id);
CREATE INDEX ix_person_key_person_id ON person_key (person_id);
CREATE INDEX ix_person_merge_keep_id ON person_merge (keep_id);
CREATE INDEX ix_person_merge_other_id ON person_merge (other_id);
CREATE INDEX ix_person_phone_person_id ON person_phone (person_id);
CREATE INDEX ix_person_phone_phone_id_person_id ON person_phone (phone_id, person_id);
CREATE INDEX ix_relation_other_id ON relation (other_id);
CREATE UNIQUE INDEX ix_relation_person_id_other_id ON relation (person_id, other_id);
CREATE INDEX ix_follow_up_due ON follow_up (owner_id, due_on, id) WHERE done_at IS NULL;
CREATE INDEX ix_follow_up_due_all ON follow_up (due_on, id) WHERE done_at IS NULL;
CREATE INDEX ix_follow_up_enquiry_id ON follow_up (enquiry_id);
CREATE INDEX ix_handout_record_article_version_id ON handout_record (article_version_id);
CREATE INDEX ix_handout_record_enquiry_id ON handout_record (enquiry_id);
CREATE INDEX ix_handout_record_given ON handout_record (given_at, id);
CREATE INDEX ix_handout_record_person_id ON handout_record (person_id);
CREATE INDEX ix_screening_answer_enquiry_id ON screening_answer (enquiry_id);
CREATE INDEX ix_attempt_follow_up_id ON attempt (follow_up_id);
CREATE INDEX ix_consent_enquiry_id ON consent (enquiry_id);
CREATE INDEX ix_hand_over_enquiry_id ON hand_over (enquiry_id);
CREATE INDEX ix_hand_over_open ON hand_over (handed_over_at, id) WHERE taken_over_at IS NULL;
CREATE INDEX ix_said_card_enquiry_id ON said_card (enquiry_id);
CREATE TRIGGER enquiry_words_insert AFTER INSERT ON enquiry BEGIN INSERT INTO enquiry_words(rowid, words) VALUES (new.id, new.search_text); END;
CREATE TRIGGER enquiry_words_update AFTER UPDATE OF search_text ON enquiry WHEN old.search_text <> new.search_text BEGIN INSERT INTO enquiry_words(enquiry_words, rowid, words) VALUES ('delete', old.id, old.search_text); INSERT INTO enquiry_words(rowid, words) VALUES (new.id, new.search_text); END;
CREATE TRIGGER enquiry_words_delete AFTER DELETE ON enquiry BEGIN INSERT INTO enquiry_words(enquiry_words, rowid, words) VALUES ('delete', old.id, old.search_text); END;
CREATE TRIGGER person_words_insert AFTER INSERT ON person BEGIN INSERT INTO person_words(rowid, words) VALUES (new.id, new.search_text); END;
CREATE TRIGGER person_words_update AFTER UPDATE OF search_text ON person WHEN old.search_text <> new.search_text BEGIN INSERT INTO person_words(person_words, rowid, words) VALUES ('delete', old.id, old.search_text); INSERT INTO person_words(rowid, words) VALUES (new.id, new.search_text); END;
CREATE TRIGGER person_words_delete AFTER DELETE ON person BEGIN INSERT INTO person_words(person_words, rowid, words) VALUES ('delete', old.id, old.search_text); END;
CREATE TRIGGER article_version_words_insert AFTER INSERT ON article_version BEGIN INSERT INTO article_version_words(rowid, words) VALUES (new.id, new.search_text); END;
CREATE TRIGGER article_version_words_update AFTER UPDATE OF search_text ON article_version WHEN old.search_text <> new.search_text BEGIN INSERT INTO article_version_words(article_version_words, rowid, words) VALUES ('delete', old.id, old.search_text); INSERT INTO article_version_words(rowid, words) VALUES (new.id, new.search_text); END;
CREATE TRIGGER article_version_words_delete AFTER DELETE ON article_version BEGIN INSERT INTO article_version_words(article_version_words, rowid, words) VALUES ('delete', old.id, old.search_text); END;
CREATE TRIGGER handout_record_words_insert AFTER INSERT ON handout_record BEGIN INSERT INTO handout_record_words(rowid, words) VALUES (new.id, new.search_text); END;
CREATE TRIGGER handout_record_words_update AFTER UPDATE OF search_text ON handout_record WHEN old.search_text <> new.search_text BEGIN INSERT INTO handout_record_words(handout_record_words, rowid, words) VALUES ('delete', old.id, old.search_text); INSERT INTO handout_record_words(rowid, words) VALUES (new.id, new.search_text); END;
CREATE TRIGGER handout_record_words_delete AFTER DELETE ON handout_record BEGIN INSERT INTO handout_record_words(handout_record_words, rowid, words) VALUES ('delete', old.id, old.search_text); END;
INSERT INTO alembic_version VALUES ('0001');
INSERT INTO choice VALUES (1,'heard','search','Internet search',0,1,0,1);
INSERT INTO choice VALUES (2,'heard','maps','Maps',1,1,0,1);
INSERT INTO choice VALUES (3,'heard','friend','A friend',2,1,0,1);
INSERT INTO choice VALUES (4,'heard','doctor','A doctor',3,1,0,1);
INSERT INTO choice VALUES (5,'heard','past_patient','Was here before',4,1,0,1);
INSERT INTO choice VALUES (6,'heard','sign','Saw the sign',5,1,0,1);
INSERT INTO choice VALUES (7,'heard','social','Social media',6,1,0,1);
INSERT INTO choice VALUES (8,'heard','insurer','Insurer',7,1,0,1);
INSERT INTO choice VALUES (9,'heard','event','Event',8,1,0,1);
INSERT INTO choice VALUES (10,'heard','other','Other',9,1,0,1);
INSERT INTO choice VALUES (11,'lost_reason','price','Price',0,1,1,1);
INSERT INTO choice VALUES (12,'lost_reason','no_slot','No slot in time',1,1,1,1);
INSERT INTO choice VALUES (13,'lost_reason','distance_or_hours','Distance or hours',2,1,1,1);
INSERT INTO choice VALUES (14,'lost_reason','not_offered','Not offered here',3,1,1,1);
INSERT INTO choice VALUES (15,'lost_reason','insurance','Wanted insurance',4,1,1,1);
INSERT INTO choice VALUES (16,'lost_reason','went_elsewhere','Went elsewhere',5,1,0,1);
INSERT INTO choice VALUES (17,'lost_reason','decided_against','Decided against it',6,1,0,1);
INSERT INTO choice VALUES (18,'lost_reason','could_not_reach','Could not be reached',7,1,0,1);
INSERT INTO choice VALUES (19,'lost_reason','only_asking','Only asking',8,1,0,1);
INSERT INTO choice VALUES (20,'lost_reason','unsuitable','Unsuitable, referred on',9,1,0,1);
INSERT INTO choice VALUES (21,'body_area','head','Head',0,1,0,1);
INSERT INTO choice VALUES (22,'body_area','neck','Neck',1,1,0,1);
INSERT INTO choice VALUES (23,'body_area','shoulder','Shoulder',2,1,0,1);
INSERT INTO choice VALUES (24,'body_area','arm_hand','Arm or hand',3,1,0,1);
INSERT INTO choice VALUES (25,'body_area','upper_back','Upper back',4,1,0,1);
INSERT INTO choice VALUES (26,'body_area','lower_back','Lower back',5,1,0,1);
INSERT INTO choice VALUES (27,'body_area','hip','Hip',6,1,0,1);
INSERT INTO choice VALUES (28,'body_area','knee','Knee',7,1,0,1);
INSERT INTO choice VALUES (29,'body_area','leg_foot','Leg or foot',8,1,0,1);
INSERT INTO choice VALUES (30,'body_area','belly','Belly',9,1,0,1);
INSERT INTO choice VALUES (31,'body_area','whole_body','Whole body',10,1,0,1);
INSERT INTO choice VALUES (32,'body_area','other','Somewhere else',11,1,0,1);
INSERT INTO counted VALUES ('2026-03-06',1,'2026-03','phone',NULL,NULL,NULL,'call_back',NULL,111,NULL,0,0,1);
INSERT INTO counted VALUES ('2026-03-06',2,'2026-03','phone',NULL,NULL,NULL,'call_back',NULL,111,NULL,0,0,1);
INSERT INTO counted VALUES ('2026-03-06',3,'2026-03','phone',NULL,NULL,NULL,'call_back',NULL,111,NULL,0,0,1);
INSERT INTO day_count VALUES ('2026-03-06',3);
INSERT INTO lexicon VALUES ('0001');
INSERT INTO lexicon VALUES ('0002');
INSERT INTO lexicon VALUES ('0003');
INSERT INTO lexicon VALUES ('2026');
INSERT INTO lexicon VALUES ('20260001');
INSERT INTO lexicon VALUES ('20260002');
INSERT INTO lexicon VALUES ('20260003');
INSERT INTO lexicon VALUES ('chen');
INSERT INTO lexicon VALUES ('harold');
INSERT INTO lexicon VALUES ('lopez');
INSERT INTO lexicon VALUES ('maria');
INSERT INTO lexicon VALUES ('muller');
INSERT INTO lexicon VALUES ('neck');
INSERT INTO lexicon VALUES ('stiff');
INSERT INTO lexicon VALUES ('zoe');
INSERT INTO opening_period VALUES (1,0,'09:00:00.000000','17:00:00.000000');
INSERT INTO opening_period VALUES (2,1,'09:00:00.000000','17:00:00.000000');
INSERT INTO opening_period VALUES (3,2,'09:00:00.000000','17:00:00.000000');
INSERT INTO opening_period VALUES (4,3,'09:00:00.000000','17:00:00.000000');
INSERT INTO opening_period VALUES (5,4,'09:00:00.000000','17:00:00.000000');
INSERT INTO phone VALUES (1,'+18285550140','+18285550140','18285550140','18285550140 8285550140');
INSERT INTO phone VALUES (2,'+18285550141','+18285550141','18285550141','18285550141 8285550141');
INSERT INTO phone VALUES (3,'+18285550142','+18285550142','18285550142','18285550142 8285550142');
INSERT INTO service VALUES (1,'e8f7a64d70024932b7e8c4425d27867d','Cupping','',NULL,NULL,NULL,NULL,'','',0,0,1,1);
INSERT INTO setting VALUES ('database_id','"27900d7eb22b4d7b8fb123e0cbc88f7e"',1);
INSERT INTO setting VALUES ('audit_key','"4978ae7dc6c24ba979d8829edefa6ab15fbf5c2ba5c6beae59a9e364a58fa91d"',1);
INSERT INTO setting VALUES ('name','"Willow Lane"',1);
INSERT INTO setting VALUES ('address','""',1);
INSERT INTO setting VALUES ('phone','""',1);
INSERT INTO setting VALUES ('web','""',1);
INSERT INTO setting VALUES ('email','""',1);
INSERT INTO setting VALUES ('accent','"#0b5d66"',1);
INSERT INTO setting VALUES ('logo','""',1);
INSERT INTO setting VALUES ('region','"US"',1);
INSERT INTO setting VALUES ('time_zone','""',1);
INSERT INTO setting VALUES ('language','"en"',1);
INSERT INTO setting VALUES ('currency','"USD"',1);
INSERT INTO setting VALUES ('paper','"letter"',1);
INSERT INTO setting VALUES ('emergency_number','"911"',1);
INSERT INTO setting VALUES ('next_attempts','[0, 1, 3]',1);
INSERT INTO setting VALUES ('give_up_after',3,1);
INSERT INTO setting VALUES ('review_months',12,1);
INSERT INTO setting VALUES ('consent_words','""',1);
INSERT INTO setting VALUES ('keep_booked',36,1);
INSERT INTO setting VALUES ('keep_information_given',12,1);
INSERT INTO setting VALUES ('keep_not_suitable',12,1);
INSERT INTO setting VALUES ('keep_emergency_handed_over',84,1);
INSERT INTO setting VALUES ('keep_wrong_number',1,1);
INSERT INTO setting VALUES ('keep_lost',12,1);
INSERT INTO setting VALUES ('keep_unfinished',12,1);
INSERT INTO setting VALUES ('forgets_by_itself','false',1);
INSERT INTO setting VALUES ('lock_minutes',5,1);
INSERT INTO setting VALUES ('is_demo','false',1);
INSERT INTO staff VALUES (1,'69653e7dee83461b91b6371f0ea968ce','Ana','A','manager',NULL,1);
INSERT INTO tally VALUES ('2026','channel','phone','',3,0);
INSERT INTO tally VALUES ('2026','hour','111','',3,0);
INSERT INTO tally VALUES ('2026','outcome','call_back','',3,0);
INSERT INTO tally VALUES ('2026','source','','',3,0);
INSERT INTO tally VALUES ('2026','staff','','',3,0);
INSERT INTO tally VALUES ('2026','waiting','','',3,0);
INSERT INTO tally VALUES ('2026-03','channel','phone','',3,0);
INSERT INTO tally VALUES ('2026-03','hour','111','',3,0);
INSERT INTO tally VALUES ('2026-03','outcome','call_back','',3,0);
INSERT INTO tally VALUES ('2026-03','source','','',3,0);
INSERT INTO tally VALUES ('2026-03','staff','','',3,0);
INSERT INTO tally VALUES ('2026-03','waiting','','',3,0);
INSERT INTO year_counter VALUES (2026,3);
INSERT INTO audit_entry VALUES (1,'2026-03-06 15:30:00.000000',NULL,'Desk 1','save_profile','setting',0,'{"fields": ["name", "address", "phone", "web", "email", "accent", "logo", "region", "time_zone", "language", "currency", "paper", "emergency_number", "next_attempts", "give_up_after", "review_months", "consent_words", "keep_booked", "keep_information_given", "keep_not_suitable", "keep_emergency_handed_over", "keep_wrong_number", "keep_lost", "keep_unfinished", "forgets_by_itself", "lock_minutes", "is_demo"]}','2a3b7764657d44dbbf433e4926a974b525fbe6dd2942730822387d03c65c08d3');
INSERT INTO audit_entry VALUES (2,'2026-03-06 15:30:00.000000',NULL,'Desk 1','add_staff','staff',1,'{}','28dd894e5b21103a0992f5f746cb72dbab9bef32893f0812a2326498c76d227a');
INSERT INTO audit_entry VALUES (3,'2026-03-06 15:30:00.000000',NULL,'Desk 1','add_service','service',1,'{}','8b9ee08a0aab3cd42fa38a43152cda04c111843fdfbc8b962cb110891564a64c');
INSERT INTO audit_entry VALUES (4,'2026-03-06 15:30:00.000000',NULL,'Desk 1','log_enquiry','enquiry',1,'{}','187521fbd0f8f15ebfe04831a47e367da76a5b81a4ca91be64a5927e7f736ee6');
INSERT INTO audit_entry VALUES (5,'2026-03-06 15:30:00.000000',NULL,'Desk 1','log_enquiry','enquiry',2,'{}','43b05aa36f5d1b9ce401a0ffdb15a6d727132952aa109a54859a65804b4ca6a6');
INSERT INTO audit_entry VALUES (6,'2026-03-06 15:30:00.000000',NULL,'Desk 1','log_enquiry','enquiry',3,'{}','40bbbf97a5c71d2c37e5e209469a3180bd423a7f7d5ff5befffc01089f61f564');
INSERT INTO person VALUES (1,'ddbc91bd9c1841ffb5928c31e71ef12f','Maria Lopez','','','',0,'',NULL,NULL,NULL,'maria lopez',1);
INSERT INTO person VALUES (2,'44a8b44b40604fd8a7bf04e41c1d968f','Zoë Müller','','','',0,'',NULL,NULL,NULL,'zoe muller',1);
INSERT INTO person VALUES (3,'c44a31d3dbd24fdb97421fa0cb1f95ad','Harold Chen','','','',0,'',NULL,NULL,NULL,'harold chen',1);
INSERT INTO phone_suffix VALUES ('0140',1);
INSERT INTO phone_suffix VALUES ('140',1);
INSERT INTO phone_suffix VALUES ('18285550140',1);
INSERT INTO phone_suffix VALUES ('285550140',1);
INSERT INTO phone_suffix VALUES ('50140',1);
INSERT INTO phone_suffix VALUES ('550140',1);
INSERT INTO phone_suffix VALUES ('5550140',1);
INSERT INTO phone_suffix VALUES ('8285550140',1);
INSERT INTO phone_suffix VALUES ('85550140',1);
INSERT INTO phone_suffix VALUES ('0141',2);
INSERT INTO phone_suffix VALUES ('141',2);
INSERT INTO phone_suffix VALUES ('18285550141',2);
INSERT INTO phone_suffix VALUES ('285550141',2);
INSERT INTO phone_suffix VALUES ('50141',2);
INSERT INTO phone_suffix VALUES ('550141',2);
INSERT INTO phone_suffix VALUES ('5550141',2);
INSERT INTO phone_suffix VALUES ('8285550141',2);
INSERT INTO phone_suffix VALUES ('85550141',2);
INSERT INTO phone_suffix VALUES ('0142',3);
INSERT INTO phone_suffix VALUES ('142',3);
INSERT INTO phone_suffix VALUES ('18285550142',3);
INSERT INTO phone_suffix VALUES ('285550142',3);
INSERT INTO phone_suffix VALUES ('50142',3);
INSERT INTO phone_suffix VALUES ('550142',3);
INSERT INTO phone_suffix VALUES ('5550142',3);
INSERT INTO phone_suffix VALUES ('8285550142',3);
INSERT INTO phone_suffix VALUES ('85550142',3);
INSERT INTO service_alias VALUES (1,1,'cups');
INSERT INTO service_practitioner VALUES (1,1);
INSERT INTO enquiry VALUES (1,'00000000000000000000000000000001',2026,1,'phone',1,'Maria Lopez','maria lopez',1,'(828) 555-0140','self',NULL,'',NULL,'stiff neck',NULL,NULL,'','call_back',NULL,'','',NULL,NULL,'Desk 1','2026-03-06 15:30:00.000000','2026-03-06 15:30:00.000000','2026-03-06',1,0,NULL,'20260001 2026 0001 maria lopez stiff neck',1);
INSERT INTO enquiry VALUES (2,'00000000000000000000000000000002',2026,2,'phone',2,'Zoë Müller','zoe muller',2,'(828) 555-0141','self',NULL,'',NULL,'stiff neck',NULL,NULL,'','call_back',NULL,'','',NULL,NULL,'Desk 1','2026-03-06 15:30:00.000000','2026-03-06 15:30:00.000000','2026-03-06',1,0,NULL,'20260002 2026 0002 zoe muller stiff neck',1);
INSERT INTO enquiry VALUES (3,'00000000000000000000000000000003',2026,3,'phone',3,'Harold Chen','harold chen',3,'(828) 555-0142','self',NULL,'',NULL,'stiff neck',NULL,NULL,'','call_back',NULL,'','',NULL,NULL,'Desk 1','2026-03-06 15:30:00.000000','2026-03-06 15:30:00.000000','2026-03-06',1,0,NULL,'20260003 2026 0003 harold chen stiff neck',1);
INSERT INTO person_key VALUES ('0LPS',1);
INSERT INTO person_key VALUES ('0MR',1);
INSERT INTO person_key VALUES ('1LPS~M',1);
INSERT INTO person_key VALUES ('1MR~L',1);
INSERT INTO person_key VALUES ('2LPS+MR',1);
INSERT INTO person_key VALUES ('0MLR',2);
INSERT INTO person_key VALUES ('0S',2);
INSERT INTO person_key VALUES ('1MLR~S',2);
INSERT INTO person_key VALUES ('1S~M',2);
INSERT INTO person_key VALUES ('2MLR+S',2);
INSERT INTO person_key VALUES ('0ARLT',3);
INSERT INTO person_key VALUES ('0CN',3);
INSERT INTO person_key VALUES ('1ARLT~C',3);
INSERT INTO person_key VALUES ('1CN~A',3);
INSERT INTO person_key VALUES ('2ARLT+CN',3);
INSERT INTO person_phone VALUES (1,1,1,'(828) 555-0140','','unknown',0,NULL);
INSERT INTO person_phone VALUES (2,2,2,'(828) 555-0141','','unknown',0,NULL);
INSERT INTO person_phone VALUES (3,3,3,'(828) 555-0142','','unknown',0,NULL);
INSERT INTO follow_up VALUES (1,'31e725317aaa4e5c94272aeb00502edc',1,1,'2026-03-07',NULL,NULL,1,'','2026-03-06 15:30:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,0,'',NULL,1);
INSERT INTO follow_up VALUES (2,'80fc1cf0b02f4895b5864087fb9c2a09',2,1,'2026-03-08',NULL,NULL,2,'','2026-03-06 15:30:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,0,'',NULL,1);
INSERT INTO follow_up VALUES (3,'e68fa37d755e4ad2bcf242e43427d426',3,1,'2026-03-09',NULL,NULL,3,'','2026-03-06 15:30:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,0,'',NULL,1);
COMMIT;
