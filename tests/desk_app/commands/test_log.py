"""`main.py log`: what a script writes is kept once, safe as soon as it is acknowledged."""

import datetime as dt
import json
import random
import signal
from functools import partial

import pytest

from db.domain.enquiry import Channel, Outcome
from db.queries.enquiry import enquiry_detail
from db.queries.enquiry_log import log_count, log_page

TODAY = dt.date.today()
IN_TWO_DAYS = TODAY + dt.timedelta(days=2)
"""Today's weekday may mean today or a week on; the one two days on is never in doubt."""
WEEKDAY = f"{IN_TWO_DAYS:%a}".lower()
WEEKDAY_IN_DOUBT = f"{TODAY:%a}".lower()


def detail(database, enquiry_id):
    return database.read(partial(enquiry_detail, enquiry_id=enquiry_id))


def in_log(database):
    return {row.enquiry_id: row.caller_name for row in database.read(log_page).rows}


def jsonl(*lines):
    return "".join(json.dumps(line) + "\n" for line in lines)


def sentence(answer):
    """The one sentence of a refused command."""
    assert answer.returncode == 2, answer.stderr
    assert answer.stdout == ""
    [line] = answer.stderr.splitlines()
    return line


def test_an_enquiry_is_logged_with_all_that_was_given(program, database, place, staffed):
    answer = program.run(
        *("log", "--database", place, "--phone", "(828) 555-0142", "--name", "Zoë Müller"),
        *("--service", "NEEDLES", "--note", "Lower back,\ntwo weeks", "--channel", "walk-in"),
        *("--follow-up", f"{WEEKDAY} 3pm", "--owner", "dl", "--outcome", "call back", "--json"),
    )
    assert answer.returncode == 0, answer.stderr
    found = detail(database, json.loads(answer.stdout)["id"])
    assert json.loads(answer.stdout) == {
        "id": found.enquiry_id,
        "number": found.number,
        "key": None,
    }
    fields = found.fields
    assert (fields.caller_name, fields.phone) == ("Zoë Müller", "(828) 555-0142")
    assert (fields.channel, fields.outcome) == (Channel.WALK_IN, Outcome.CALL_BACK)
    assert (found.service, fields.concern) == (
        "Acupuncture for back pain",
        "Lower back,\ntwo weeks",
    )
    [promise] = found.promises
    assert (promise.owner_id, promise.starts.hour) == (staffed["Dr Lee"], 15)
    assert promise.due_on.weekday() == IN_TWO_DAYS.weekday()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--phone", ""], "A name or a number is needed."),
        (["--name", "A", "--service", "acupuncture"], '"acupuncture" may be "Acupuncture for'),
        (["--name", "A", "--service", "surgery"], '"surgery" is not a service; known are'),
        (["--name", "A", "--follow-up", WEEKDAY, "--owner", "ana"], '"ana" may be "Ana Maria'),
        (["--name", "A", "--follow-up", WEEKDAY_IN_DOUBT], f'"{WEEKDAY_IN_DOUBT}" may be 20'),
        (["--name", "A", "--follow-up", "soonish"], '"soonish" is no day to come'),
        (["--name", "A", "--follow-up", "yesterday"], '"yesterday" is no day to come'),
        (["--name", "A", "--owner", "Dr Lee"], "owner: say by when"),
        (["--name", "A", "--channel", "fax"], 'channel: "fax" is unknown; known are phone,'),
        (["--name", "A", "--outcome", "lost"], "reason: Choose the reason."),
        (["--name", "A" * 201], "name: Too long"),
        (["--name", "A", "--jsonl", "-"], "--jsonl takes everything from its lines"),
        (["--name", "A", "--as", "Nobody"], '"Nobody" is not who works here'),
        (["--nme", "A"], "Unrecognized arguments: --nme A. See main.py log --help."),
    ],
)
def test_a_wrong_input_is_one_sentence_and_nothing_is_written(
    say, sqlite_database, staffed_file, given, said
):
    assert said in sentence(say("log", "--database", staffed_file, *given))
    assert in_log(sqlite_database) == {}


@pytest.mark.parametrize(
    "given",
    [
        ["--phone", ""],
        ["--name", "A" * 201],
        ["--name", "A", "--service", "surgery"],
        ["--name", "A", "--as", "Nobody"],
        ["--jsonl", "lines.jsonl"],
    ],
)
def test_a_wrong_input_makes_no_database(say, tmp_path, monkeypatch, given):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lines.jsonl").write_text("\n" + jsonl({"name": "A" * 201}))
    new = tmp_path / "new"
    sentence(say("log", "--database", new / "clinic.db", *given))
    assert not new.exists()


def test_no_lines_make_no_database(say, tmp_path):
    (tmp_path / "empty.jsonl").write_text("\n\n")
    file = tmp_path / "clinic.db"
    answer = say("log", "--database", file, "--jsonl", tmp_path / "empty.jsonl")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
    assert not file.exists()


def test_the_first_right_line_makes_the_database_and_stays_when_the_next_is_wrong(say, tmp_path):
    (tmp_path / "lines.jsonl").write_text(jsonl({"name": "A"}, {"name": "A" * 201}))
    place = tmp_path / "new" / "clinic.db"
    answer = say("log", "--database", place, "--jsonl", tmp_path / "lines.jsonl")
    assert (answer.returncode, answer.stdout.split()[0]) == (2, "1")
    told, refused = answer.stderr.splitlines()
    assert "not encrypted" in told
    assert refused.startswith("Line 2: name: Too long")
    assert say("search", "--database", place, "A").stdout.count("enquiry") == 1


def test_lines_are_acknowledged_by_id_number_and_key(program, database, place, staffed):
    lines = jsonl(
        {"key": "a-1", "name": "Ann", "service": "bad back"},
        {"key": "a-2", "phone": "828 555 0143", "channel": "web", "note": None},
        {"name": "No key"},
    )
    answer = program.run("log", "--database", place, "--jsonl", "-", given="\ufeff" + lines + "\n")
    assert answer.returncode == 0, answer.stderr
    acknowledged = [line.split(" ") for line in answer.stdout.splitlines()]
    assert [words[2:] for words in acknowledged] == [["a-1"], ["a-2"], []]
    for enquiry_id, number, *_ in acknowledged:
        assert detail(database, int(enquiry_id)).number == number
    assert set(in_log(database).values()) == {"Ann", "", "No key"}


def test_a_key_that_is_sent_again_gets_the_same_answer_also_when_its_day_is_over(
    program, database, place, staffed
):
    first = {"key": "k\ud800\n", "name": "Ann", "follow_up": "tomorrow"}
    again = first | {"follow_up": "yesterday", "service": "closed since"}
    send = partial(program.run, "log", "--database", place, "--jsonl", "-", "--json")
    one = send(given=jsonl(first))
    two = send(given=jsonl(again, again))
    assert one.returncode == two.returncode == 0, two.stderr
    assert two.stdout == one.stdout * 2
    assert json.loads(one.stdout)["key"] == first["key"]
    assert list(in_log(database).values()) == ["Ann"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"name": "B", "fone": "1"}', 'Line 2: "fone" is unknown; known are key, channel,'),
        ('{"name": "B", "phone": 8285550100}', "Line 2: phone: this must be text."),
        ('{"name": "B"', "Line 2: this is not JSON."),
        ("[" * 200_000, "Line 2: this is not JSON."),
        ('["B"]', "Line 2: this is not a JSON object."),
        ('{"name": ""}', "Line 2: A name or a number is needed."),
        ('{"name": "' + "B" * 1_000_000 + '"}', "Line 2: longer than 1000000 bytes."),
        ('{"key": "' + "k" * 201 + '", "name": "B"}', "Line 2: key: longer than 200 characters."),
    ],
)
def test_a_wrong_line_ends_the_work_and_what_was_acknowledged_stays(
    say, sqlite_database, tmp_path, line, said
):
    file = tmp_path / "lines.jsonl"
    lines = f'{{"key": "1", "name": "A"}}\n{line}\n{{"key": "3", "name": "C"}}\n'
    file.write_text(lines)
    answer = say("log", "--database", sqlite_database.place.file, "--jsonl", file)
    assert answer.returncode == 2
    assert said in answer.stderr
    assert len(answer.stderr.splitlines()) == 1
    assert len(answer.stdout.splitlines()) == 1
    assert list(in_log(sqlite_database).values()) == ["A"]


def test_bytes_that_are_no_text_are_refused(say, sqlite_database, tmp_path):
    file = tmp_path / "lines.jsonl"
    file.write_bytes(b'{"name": "\xff\xfe"}\n')
    place = sqlite_database.place.file
    assert (
        sentence(say("log", "--database", place, "--jsonl", file)) == "Line 1: this is not UTF-8."
    )
    gone = tmp_path / "gone.jsonl"
    assert "cannot be read" in sentence(say("log", "--database", place, "--jsonl", gone))


def test_hostile_characters_are_cleaned_away(say, database, place, tmp_path):
    file = tmp_path / "lines.jsonl"
    file.write_text(jsonl({"name": "\u202eAnn\x00\x1b[31m\u200b O'Neil\ud800"}))
    answer = say("log", "--database", place, "--jsonl", file)
    assert answer.returncode == 0, answer.stderr
    assert list(in_log(database).values()) == ["Ann[31m O'Neil"]


def test_the_first_enquiry_makes_the_database_of_this_seat(program):
    assert program.run("log", "--name", "Ann").returncode == 0
    assert program.clinic_file.exists()
    answer = program.run("search", "ann", "--json")
    assert [hit["kind"] for hit in json.loads(answer.stdout)] == ["person", "enquiry"]


def test_a_database_that_was_there_before_is_missed_and_not_made_anew(program):
    assert program.run("log", "--name", "Ann").returncode == 0
    program.clinic_file.unlink()
    answer = program.run("log", "--name", "Bob")
    assert answer.returncode == 1
    assert "gone from where it was" in answer.stderr
    assert not program.clinic_file.exists()


def test_a_file_of_somebody_else_is_left_alone(program, tmp_path):
    file = tmp_path / "letters.txt"
    file.write_text("Dear all, " * 100)
    answer = program.run("log", "--database", str(file), "--name", "Ann")
    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 1
    assert file.read_text() == "Dear all, " * 100


def test_a_reader_that_leaves_ends_it_without_a_word(program, sqlite_database):
    process = program.start("log", "--database", str(sqlite_database.place.file), "--jsonl", "-")
    process.stdin.write(jsonl({"key": "1", "name": "A"}).encode())
    process.stdin.flush()
    assert process.stdout.readline().endswith(b" 1\n")
    process.stdout.close()
    process.stdin.write(jsonl({"key": "2", "name": "B"}).encode())
    process.stdin.close()
    assert process.wait(timeout=60) == 1
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.parametrize("seed", range(2))
def test_nothing_that_was_acknowledged_is_lost_when_it_is_killed(
    program, database, place, staffed, seed
):
    chance = random.Random(seed)
    sent = [
        {"key": f"key {n}", "name": f"Caller {n}", "follow_up": "tomorrow", "owner": "DL"}
        for n in range(40)
    ]
    lines = jsonl(*sent)
    acknowledged = {}
    for _ in range(3):
        process = program.start("log", "--database", place, "--jsonl", "-", "--json")
        process.stdin.write(lines.encode())
        process.stdin.flush()
        for _ in range(chance.randint(0, 20)):
            answer = json.loads(process.stdout.readline())
            assert acknowledged.setdefault(answer["key"], answer) == answer
        process.kill()  # in the midst of the next line, or of its commit
        rest, _ = process.communicate()
        for line in rest.splitlines(keepends=True):
            if line.endswith(b"\n"):
                answer = json.loads(line)
                assert acknowledged.setdefault(answer["key"], answer) == answer
        names = in_log(database)
        for answer in acknowledged.values():
            assert names[answer["id"]] == answer["key"].replace("key", "Caller")
            found = detail(database, answer["id"])
            assert found.number == answer["number"]
            assert len(found.promises) == 1
    answer = program.run("log", "--database", place, "--jsonl", "-", "--json", given=lines)
    assert answer.returncode == 0, answer.stderr
    answers = {each["key"]: each for each in map(json.loads, answer.stdout.splitlines())}
    assert list(answers) == [each["key"] for each in sent]
    assert acknowledged.items() <= answers.items()
    assert sorted(in_log(database).values()) == sorted(each["name"] for each in sent)
    assert database.read(log_count) == len(sent)


def test_two_scripts_at_once_double_nothing_and_lose_nothing(program, database, place, staffed):
    sent = [{"key": f"key {n}", "name": f"Caller {n}"} for n in range(30)]
    scripts = [program.start("log", "--database", place, "--jsonl", "-", "--json") for _ in "ab"]
    for script in scripts:
        script.stdin.write(jsonl(*sent).encode())
        script.stdin.close()
        script.stdin = None
    said = [script.communicate() for script in scripts]
    assert [script.returncode for script in scripts] == [0, 0], said
    assert sorted(said[0][0].splitlines()) == sorted(said[1][0].splitlines())
    assert database.read(log_count) == len(sent)


def test_an_interruption_ends_it_without_a_word(program, sqlite_database):
    process = program.start("log", "--database", str(sqlite_database.place.file), "--jsonl", "-")
    process.stdin.write(jsonl({"key": "1", "name": "A"}).encode())
    process.stdin.flush()
    assert process.stdout.readline().endswith(b" 1\n")
    process.send_signal(signal.SIGINT)
    assert process.communicate() == (b"", b"")
    assert process.returncode == 130
    assert list(in_log(sqlite_database).values()) == ["A"]
