"""What those who keep logs write into their cells, in the languages they keep them in: English,
Spanish, and the commonest words of German, French, Italian, Portuguese and Dutch.
"""

from __future__ import annotations

from typing import Final

from db.domain.enquiry import Channel, Outcome

CHANNEL_WORDS: Final = {
    Channel.PHONE: "phone|call|phone call|called|telephone|tel|incoming call|llamada|telefono|"
    "por telefono|llamo|ph|p|mobile|whatsapp|text|sms|anruf|telefonat|appel|telefonata|chamada|"
    "gebeld",
    Channel.WALK_IN: "walk-in|walk in|walkin|in person|front desk|visit|came in|visita|"
    "en persona|presencial|mostrador|vino|w|persoenlich|personlich|vor ort|sur place|passage|"
    "di persona|balie",
    Channel.VOICEMAIL: "voicemail|voice mail|vm|message|answering machine|buzon|buzon de voz|"
    "contestador|mensaje|anrufbeantworter|ab|mailbox|repondeur|messagerie|segreteria|"
    "voicemailbericht",
    Channel.EMAIL: "email|e-mail|mail|correo|correo electronico|e",
    Channel.WEB: "web|website|web form|online|form|contact form|internet|facebook|instagram|"
    "formulario|pagina web|formulario web|chat|site|site web|webseite|sito|kontaktformular|"
    "formulaire",
    Channel.REFERRAL: "referral|letter|referral letter|doctor letter|fax|carta|derivacion|"
    "derivado|gp letter",
}  # fmt: skip
OUTCOME_WORDS: Final = {
    Outcome.BOOKED: "booked|yes|y|won|closed won|booked appt|booked appointment|appointment|"
    "appt|appt made|scheduled|converted|si|s|cita|reservo|reservado|reservada|agendado|agendada|"
    "cita dada|confirmado|x|✓|✔|new patient|became patient|made appointment|made appt|"
    "cita confirmada|gebucht|termin vereinbart|termin|terminiert|rdv|rdv pris|rendez-vous|"
    "rendez-vous pris|prenotato|prenotata|appuntamento|agendou|marcado|marcada|ingeboekt|"
    "afspraak|afspraak gemaakt",
    Outcome.CALL_BACK: "call back|callback|cb|new|in progress|contacted|open deal|follow up|"
    "follow-up|will call back|to call back|call again|pending|left message|lm|lvm|no answer|"
    "thinking|thinking about it|volver a llamar|llamar|devolver llamada|pendiente|no contesta|"
    "lo piensa|open|abierto|left vm|message taken|took message|voicemail left|left voicemail|"
    "try again|ring back|to ring back|ruckruf|ruckruf erbeten|zuruckrufen|rappeler|a rappeler|"
    "da richiamare|richiamare|retornar|ligar de volta|terugbellen|offen|en attente|en cours|"
    "in sospeso|pendente|overlegt noch",
    Outcome.QUESTION_TO_PRACTITIONER: "question to a practitioner|ask practitioner|"
    "question for practitioner|ask dr|practitioner to call|preguntar al terapeuta|consultar|"
    "pregunta al terapeuta|asked dr|asking dr|asked practitioner|check with dr|"
    "passed to practitioner|rucksprache|demander au praticien",
    Outcome.INFORMATION_GIVEN: "information given|info given|info|information|info only|"
    "price given|prices given|emailed info|sent info|done|closed|answered|informacion|"
    "informacion dada|info enviada|solo informacion|cerrado|hecho|resuelto|price only|advised|"
    "explained|resolved|completed|erledigt|auskunft|auskunft gegeben|info gegeben|renseigne|"
    "renseignee|info donnee|informazioni date|informato|informado|info gegeven|afgehandeld",
    Outcome.WAITING_FOR_SLOT: "waiting for a slot|waiting list|waitlist|wait list|waiting|"
    "on waiting list|lista de espera|en espera|warteliste|liste d'attente|lista d'attesa|"
    "lista de espera|wachtlijst",
    Outcome.NOT_SUITABLE: "not suitable, referred on|unqualified|not suitable|referred on|"
    "referred out|unsuitable|no apto|derivado|referred elsewhere|refer out|nicht geeignet|"
    "an arzt verwiesen|oriente ailleurs|non idoneo|doorverwezen",
    Outcome.EMERGENCY_HANDED_OVER: "emergency handed over|emergency|urgencia",
    Outcome.WRONG_NUMBER: "wrong number or sales call|wrong number|sales|sales call|spam|"
    "equivocado|numero equivocado|publicidad|solicitor|telemarketer|falsch verbunden|verwahlt|"
    "werbung|faux numero|erreur|numero sbagliato|engano|verkeerd nummer|reclame",
    Outcome.LOST: "lost|no|n|closed lost|disqualified|not booked|did not book|not interested|"
    "too expensive|went elsewhere|cancelled|canceled|declined|perdido|no reservo|no interesado|"
    "no interesada|no le interesa|muy caro|cancelado|price too high|too far|not now|no thanks|"
    "kein interesse|abgesagt|abgelehnt|zu teuer|pas interesse|pas interessee|trop cher|annule|"
    "non interessato|non interessata|troppo caro|sem interesse|caro demais|geen interesse|"
    "te duur",
}  # fmt: skip
# What says why, in the keys of the list every clinic begins with.
REASON_WORDS: Final = {
    "price": "expensive|price|cost|caro|precio|teuer|cher|duur",
    "no_slot": "no slot|no time|fully booked|sin hueco|sin cita",
    "distance_or_hours": "too far|distance|hours|lejos|horario",
    "not_offered": "not offered|do not offer|don't offer|no ofrecemos",
    "insurance": "insurance|seguro",
    "went_elsewhere": "elsewhere|another clinic|otra clinica|otro sitio",
    "decided_against": "not interested|decided|no interesad|no le interesa",
}  # fmt: skip
# The same for how they heard.
HEARD_WORDS: Final = {
    "search": "google|internet|online|web|website|bing|buscador|pagina web|search",
    "maps": "maps|google maps|mapa|mapas",
    "friend": "friend|word of mouth|family|neighbor|neighbour|coworker|amigo|amiga|un amigo|"
    "una amiga|familiar|boca a boca|vecino|vecina|conocido",
    "doctor": "doctor|dr|gp|md|physician|medico|medica|doctora|traumatologo",
    "past_patient": "patient|past patient|former patient|returning|existing patient|paciente|"
    "ya es paciente|antigua paciente|antiguo paciente",
    "sign": "sign|walked by|drove by|window|cartel|letrero|escaparate|pasaba por aqui",
    "social": "facebook|instagram|social|social media|tiktok|redes|redes sociales",
    "insurer": "insurance|insurer|insurance company|aseguradora|seguro|mutua",
    "event": "event|fair|talk|health fair|evento|feria|charla",
}  # fmt: skip
