"""Cards that are written are read again as they were."""

from desk_app.importing.vcards import is_vcard, read_vcards, written


def test_written_cards_are_read_again():
    note = "Prefers mornings; no stairs,\nsays so every time " + "ñ" * 90
    data = written(
        [
            (
                "Zoë Ek",
                [("+1 828 555 0101", "mobile"), ("828 555 0102", "")],
                "z@example.org",
                note,
            ),
            ("Tom, Okafor", [], "", ""),
        ]
    )
    assert max(map(len, data.split(b"\r\n"))) <= 75
    text = data.decode()
    assert is_vcard(text)
    first, second = read_vcards(text)[1:]
    assert first[:3] == ["Zoë Ek", "+1 828 555 0101 (mobile); 828 555 0102", "z@example.org"]
    assert second[0] == "Tom, Okafor"
    assert first[4].replace(", ", ";").startswith("Prefers mornings")
