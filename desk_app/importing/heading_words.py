"""What a column is called by those who keep logs, in the languages they keep them in."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from typing import Final

from db.domain.words import fold


class Field(enum.Enum):
    """What a column is brought in as. NOTE keeps its words, with the heading before them."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    PHONE = "phone"
    EMAIL = "email"
    DAY = "day"
    TIME = "time"
    SERVICE = "service"
    CONCERN = "concern"
    OUTCOME = "outcome"
    HEARD = "heard"
    CHANNEL = "channel"
    TAKEN_BY = "taken_by"
    LANGUAGE = "language"
    NOTE = "note"
    LEAVE_OUT = "leave_out"


_LONGEST: Final = 60  # letters; what is longer is no heading but a sentence

# English, Spanish, German, French, Italian, Portuguese and Dutch, where they differ.
# The longest that fits wins, so that "how they heard" is no "how".
_HEADINGS: Final = {
    Field.NAME: "name|caller|caller name|callers name|client|client name|customer|patient|"
    "patient name|contact|contact name|full name|who|who called|who rang|person|from|enquirer|"
    "your name|last name first name|last first|nachname vorname|name vorname|cognome e nome|"
    "cognome nome|nombre|nombre completo|cliente|paciente|contacto|quien llama|quien|"
    "nombre y apellidos|apellidos y nombre|display name|anrufer|anruferin|anrufer/in|kunde|"
    "kundin|patientin|interessent|vollstandiger name|nom|nom complet|nom et prenom|appelant|"
    "appelante|correspondant|client/patient|nome|nome completo|nome e cognome|chiamante|"
    "chi chiama|quem ligou|nome do paciente|naam|volledige naam|beller|klant|patientnaam",
    Field.FIRST_NAME: "first name|given name|first|forename|middle name|additional name|"
    "nombre de pila|primer nombre|segundo nombre|vorname|prenom|nome proprio|primeiro nome|"
    "voornaam",
    Field.LAST_NAME: "last name|surname|family name|last|apellido|apellidos|primer apellido|"
    "segundo apellido|nachname|familienname|zuname|nom de famille|cognome|sobrenome|ultimo nome|"
    "achternaam",
    Field.PHONE: "phone|phones|telephone|tel|number|phone number|contact number|mobile|cell|"
    "cell phone|home phone|work phone|mobile phone|callback number|ph|phone no|tel no|caller id|"
    "number to reach|telefono|telefonos|tfno|tlf|movil|celular|numero|numero de telefono|"
    "phone 2|other phone|telefono 2|telefon|telefonnummer|tel-nr|rufnummer|nummer|handy|"
    "handynummer|mobil|mobilnummer|festnetz|no de telephone|n° de telephone|numero de telephone|"
    "portable|fixe|cellulare|recapito|numero di telefono|telefone|telemovel|contato|"
    "telefoonnummer|telefoon|mobiel|06-nummer",
    Field.EMAIL: "email|e-mail|e mail|mail|email address|e-mail address|correo|"
    "correo electronico|direccion de correo|courriel|adresse mail|adresse e-mail|e-mailadres|"
    "e-mail-adresse|mailadresse|posta elettronica",
    Field.DAY: "date|day|when|date of call|call date|received|date received|received on|logged|"
    "date of enquiry|enquiry date|call received|fecha|dia|fecha de llamada|timestamp|date/time|"
    "date & time|date and time|submitted|submission date|fecha y hora|created|created at|"
    "first contact|contacted on|marca temporal|datum|tag|eingang|eingegangen|eingegangen am|"
    "anrufdatum|zeitstempel|date d'appel|jour|recu le|horodateur|date et heure|data|giorno|"
    "data chiamata|data e ora|data da ligacao|dag|ontvangen",
    Field.TIME: "time|hour|call time|hora|time of call|uhrzeit|zeit|heure|heure d'appel|ora|"
    "orario|horario|tijd|tijdstip",
    Field.SERVICE: "service|treatment|interested in|asking about|asked about|asked for|"
    "requested|therapy|service interested in|service requested|product|servicio|tratamiento|"
    "interes|interesado en|pregunta por|terapia|type of appointment|appt type|wants|wanted|"
    "what they wanted|what they want|looking for|behandlung|leistung|therapie|angebot|"
    "interesse an|soin|soins|prestation|traitement|trattamento|servizio|prestazione|servico|"
    "tratamento|behandeling|dienst",
    Field.CONCERN: "reason|reason for call|reason for calling|concern|complaint|problem|notes|"
    "note|comments|comment|details|message|enquiry|inquiry|question|what for|re|regarding|"
    "subject|topic|about|help with|how can we help|what can we help|what brings you|motivo|"
    "consulta|notas|nota|comentarios|observaciones|problema|mensaje|descripcion|description|"
    "symptoms|remarks|asunto|anliegen|grund|betreff|nachricht|bemerkung|bemerkungen|notiz|"
    "notizen|kommentar|beschwerden|frage|objet|motif|demande|remarque|remarques|commentaire|"
    "commentaires|observations|besoin|richiesta|oggetto|messaggio|osservazioni|disturbo|assunto|"
    "observacoes|mensagem|queixa|reden|klacht|vraag|opmerking|opmerkingen|bericht|onderwerp",
    Field.OUTCOME: "outcome|status|result|booked|booked?|did they book|what happened|"
    "what we did|action|action taken|resolution|how it ended|resultado|estado|disposition|"
    "next step|reservo|cita|converted|ergebnis|ausgang|stand|termin|erledigt|suite|suite donnee|"
    "resultat|issue|statut|rdv|esito|stato|appuntamento|desfecho|situacao|uitkomst|resultaat|"
    "afspraak|afgehandeld",
    Field.HEARD: "source|how heard|how did you hear|how they heard|how did they hear|heard from|"
    "referral source|referred by|referral|heard about us|how did you hear about us|"
    "marketing source|como nos conocio|como nos conocieron|procedencia|origen|fuente|"
    "recomendado por|lead source|find us|found us|how'd they find us|how found us|herkunft|"
    "quelle|auf uns aufmerksam|empfohlen von|empfehlung|provenance|origine|recommande par|"
    "connu par|nous avez-vous connu|provenienza|come ci ha conosciuto|origem|indicacao|"
    "como nos conheceu|bron|verwezen door|hoe gevonden",
    Field.CHANNEL: "channel|via|how|method|call type|type|contact method|type of contact|medio|"
    "canal|via de contacto|tipo|how contacted|phone/walk-in|kanal|kontaktart|art|canale|moyen|"
    "mode de contact|kanaal|contactwijze",
    Field.TAKEN_BY: "taken by|staff|initials|by|receptionist|answered by|employee|handled by|"
    "who answered|owner|contact owner|lead owner|assigned to|logged by|entered by|received by|"
    "agent|operator|staff member|team member|atendido por|atendio|personal|recepcionista|"
    "iniciales|who took it|rec'd by|angenommen von|aufgenommen von|bearbeitet von|bearbeiter|"
    "bearbeiterin|mitarbeiter|mitarbeiterin|kurzel|pris par|prise par|recu par|traite par|"
    "accueil|initiales|operatore|preso da|risposto da|addetto|atendente|aangenomen door|"
    "medewerker|door",
    Field.LANGUAGE: "language|lang|idioma|lengua|preferred language|sprache|langue|lingua|taal",
    Field.NOTE: "birthday|date of birth|birth date|birthdate|dob|d.o.b.|anniversary|fax|"
    "fecha de nacimiento|nacimiento|cumpleanos|geburtsdatum|geburtstag|date de naissance|"
    "data di nascita|data de nascimento|geboortedatum|company|organization|organisation|empresa|"
    "organization name|organization title|job title|title|name prefix|name suffix|suffix|anrede|"
    "nickname|address|street|city|direccion|calle|ciudad|adresse|anschrift|strasse|ort|ville|"
    "indirizzo|endereco|adres|last visit|last seen|ultima visita|f/u|f/up|follow up date|"
    "duration|length|talk time|call length|duracion|dauer|duree|durata|duracao|duur|"
    "leave a message|ok to leave|good time to call|best time|preferred time|preferred day|"
    "time to call|availability|appointment date|appt date|appointment time|insurance|call id|"
    "ticket",
    Field.LEAVE_OUT: "labels|group membership|photo|file as|email type|e-mail type|#|no|no.|nr|"
    "lfd. nr|id|row|n|num|nº|n°|no de fila|record id|entry",
}  # fmt: skip
_FIELD_OF: Final = {
    fold(word): field for field, words in _HEADINGS.items() for word in words.split("|")
}
_NO_WORD: Final = re.compile(r"[^\w#]+")
_SPACED: Final = {
    f" {_NO_WORD.sub(' ', word).strip()} ": field
    for word, field in sorted(_FIELD_OF.items(), key=lambda pair: len(pair[0]), reverse=True)
    if len(word) > 2
}


def said_exactly(heading: str) -> Field | None:
    """Return what a heading is by all its words; None where it says nothing known."""
    said = _plain(heading)
    return _FIELD_OF.get(said) or _FIELD_OF.get(_NO_WORD.sub(" ", said).strip())


def said_inside(heading: str) -> Iterator[Field]:
    """Yield what a heading may be by some of its words, the longest of them first."""
    said = f" {_NO_WORD.sub(' ', _plain(heading)).strip()} "
    if len(said) <= _LONGEST:
        yield from dict.fromkeys(field for word, field in _SPACED.items() if word in said)


def _plain(heading: str) -> str:
    return " ".join(fold(heading).replace("_", " ").strip(" :*.?").split())
