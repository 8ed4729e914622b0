"""Follow-up times as they are typed in Spanish. The form is explained in ``grammar``."""

from __future__ import annotations

import datetime as dt

from db.domain.when import days, past_days, times
from db.domain.when.grammar import Language

_WEEKDAYS = {
    "lunes": 0, "lun": 0, "martes": 1, "mar": 1, "miercoles": 2, "mie": 2, "jueves": 3, "jue": 3,
    "viernes": 4, "vie": 4, "sabado": 5, "sab": 5, "domingo": 6, "dom": 6,
}  # fmt: skip
_MONTHS = {
    "enero": 1, "ene": 1, "febrero": 2, "feb": 2, "marzo": 3, "mar": 3, "abril": 4, "abr": 4,
    "mayo": 5, "may": 5, "junio": 6, "jun": 6, "julio": 7, "jul": 7, "agosto": 8, "ago": 8,
    "septiembre": 9, "setiembre": 9, "sept": 9, "sep": 9, "set": 9, "octubre": 10, "oct": 10,
    "noviembre": 11, "nov": 11, "diciembre": 12, "dic": 12,
}  # fmt: skip
_HOURS = {
    "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9, "diez": 10, "once": 11, "doce": 12,
}  # fmt: skip
_NUMBERS = {**_HOURS, "un": 1, "uno": 1, "quince": 15, "un par de": 2}
_ORDINALS = {"1o": 1, "1ro": 1, "primero": 1}

_ON = "(?:para )?(?:el )?"
_YEAR = "(?:(?: del?)?[ /-]<full_year>)?"
_IN = "(?:en |dentro de )?"
_COMING = "(?:que viene|que entra|proximo|proxima|entrante|siguiente)"
_THE = "(?:las? |el )?"

LANGUAGE = Language(
    vocabulary={
        "weekday": _WEEKDAYS,
        "month": _MONTHS,
        "hour": _HOURS,
        "number": _NUMBERS,
        "day": _ORDINALS,
        "ordinal": _ORDINALS,
    },
    halves={
        "am": range(12),
        "pm": range(12, 24),
        "de la madrugada": range(7),
        "de la manana": range(12),
        "de la tarde": range(12, 22),
        "de la noche": range(18, 24),
    },
    past={"y media": 30, "y cuarto": 15, "menos cuarto": -15},
    noon=("mediodia", "12 del mediodia", "doce del mediodia"),
    parts={
        "manana": (dt.time(8), dt.time(12)),
        "tarde": (dt.time(12), dt.time(20)),
        "noche": (dt.time(18), dt.time(22)),
        "temprano": (dt.time(8), dt.time(12)),
    },
    fillers=(
        "(?:volver a )?llamar(?:la|lo|le|las|los|les)?(?: de nuevo| otra vez)?",
        "por favor",
        "sin falta",
    ),
    deadlines=(
        "(?:a mas tardar|como tarde) <latest>",
        "<latest> (?:a mas tardar|como (?:muy )?tarde|como maximo)",
    ),
    clear_clocks=(
        r"(?P<hour>\d\d?)[:.](?P<minute>[0-5]\d) ?<half>",
        r"(?P<hour>\d\d?):(?P<minute>[0-5]\d)(?: ?hs?)?",
        "<hour>(?: en punto)? ?<half>",
        "<hour> <past>(?: <half>)?",
        r"(?P<hour>\d\d?) ?(?:hs?|horas)",
        "<noon>",
    ),
    plain_clocks=(
        "<hour>(?: en punto)?",
        r"(?P<hour>\d\d?)\.(?P<minute>[0-5][05])",
    ),
    days=(
        ("(?:para )?hoy(?: mismo)?", days.today),
        ("(?:para )?manana(?: mismo)?", days.tomorrow),
        ("(?:para )?pasado(?: manana)?", days.day_after_tomorrow),
        ("(?:el )?(?:proximo|siguiente) dia (?:habil|laborable)", days.next_open_day),
        (f"{_IN}<number> dias? (?:habil(?:es)?|laborables?)", days.in_working_days),
        (f"{_IN}<number> dias?", days.in_days_of_spanish),
        (f"{_IN}<number> (?:semanas?|sem)", days.in_weeks),
        (f"{_IN}<number> (?:mes|meses)", days.in_months),
        ("(?:de )?hoy en ocho(?: dias)?", days.in_weeks),
        ("(?:de )?hoy en quince(?: dias)?", days.in_fortnights),
        ("(?:de )?manana en ocho(?: dias)?", days.weeks_after_tomorrow),
        (f"(?:del? |{_ON})<weekday> en ocho(?: dias)?", days.weeks_after_weekday),
        (f"{_ON}<weekday>", days.weekday),
        ("(?:para )?este <weekday>", days.this_weekday),
        (f"{_ON}<weekday> {_COMING}", days.next_weekday),
        (f"{_ON}(?:proximo|siguiente) <weekday>", days.next_weekday),
        (f"{_ON}<weekday> de la (?:semana {_COMING}|proxima semana)", days.weekday_of_next_week),
        (f"{_ON}<weekday> de esta semana", days.this_weekday),
        (
            f"(?:para )?(?:la )?(?:proxima semana|semana {_COMING}),? (?:el )?<weekday>",
            days.weekday_of_next_week,
        ),
        ("(?:para )?el (?:dia )?<day>", days.day_of_month),
        ("dia <day>", days.day_of_month),
        (f"{_ON}<weekday>(?: dia)? <day>", days.weekday_and_day),
        (
            f"{_ON}(?:<weekday> )?(?:dia )?<day>(?: de)?[ /-]?<month>{_YEAR}",
            days.date,
        ),
        (f"{_ON}(?:<weekday> )?<month>[ -]?<day>", days.date),
        (f"{_ON}(?:<weekday> )?<first>/<second>(?:/<year>)?", days.date_in_figures),
    ),
    spans=(
        (f"(?:para )?(?:la )?semana {_COMING}", days.week_ahead),
        ("(?:para )?(?:la )?(?:proxima|siguiente) semana", days.week_ahead),
        ("(?:a |al )?final(?:es)? de (?:la|esta) semana", days.end_of_week),
        ("(?:a |al )?fin(?:al)? de(?: este)? mes", days.end_of_month),
        ("(?:a )?fin(?:al|ales)? de <month>", days.end_of_named_month),
        ("lo antes posible|cuanto antes", days.soonest),
    ),
    moments=(
        (f"{_IN}<number> ?(?:minutos?|min)", 1),
        (f"{_IN}media hora", 30),
        (f"{_IN}<number> ?(?:horas?|h)", 60),
        (f"{_IN}tres cuartos de hora", 45),
        (f"{_IN}una hora y media", 90),
    ),
    times=(
        (f"(?:a |al |sobre |a eso del? )?{_THE}<clear>", times.at),
        ("(?:a|sobre|hacia|a eso de) las? <clock>", times.at),
        ("las? <clock>", times.at),
        (f"(?:despues del?|a partir del?|desde|pasadas) {_THE}<clock>", times.after),
        (f"(?:antes del?|hasta) {_THE}<clock>", times.by),
        (f"(?:entre|de|desde) {_THE}<clock>(?: y | a | hasta ){_THE}<clock_two>", times.between),
        ("<clear>(?:-| a )<clock_two>", times.between),
        ("<clock>(?:-| a )<clear_two>", times.between),
        ("a primera hora|al abrir", times.opening),
        ("(?:al? )?(?:final|fin) del dia|a ultima hora|al cierre|al cerrar", times.closing),
    ),
    bare_times=(
        (r"(?!1[3-9]$|2\d$)<clock>", times.at),
        (f"<clock>(?:-| a | hasta ){_THE}<clock_two>", times.between),
        ("(?:por|en|a) la <part>", times.during),
        ("(?P<part>tarde|noche|temprano)", times.during),
        ("(?:por|en|a) la <part> a las? <clock>", times.at_during),
    ),
    today_times=(
        ("esta <part>", times.during),
        ("esta <part> a las? <clock>", times.at_during),
    ),
    past_days=(
        ("hoy", past_days.today),
        ("ayer", past_days.yesterday),
        ("anteayer|antier|antes de ayer|antayer", past_days.day_before_yesterday),
        ("hace <number> dias", past_days.days_ago_in_spanish),
        ("hace <number> semanas?", past_days.weeks_ago),
        ("(?:el )?<weekday>", past_days.weekday),
        ("este <weekday>", past_days.this_weekday),
        ("(?:el )?<weekday> pasado", past_days.last_weekday),
        ("(?:el )?pasado <weekday>", past_days.last_weekday),
        ("(?:el )?<weekday> de la semana pasada", past_days.weekday_of_last_week),
        ("(?:el )?<weekday> de esta semana", past_days.this_weekday),
        ("el (?:dia )?<day>", past_days.day_of_month),
        ("dia <day>", past_days.day_of_month),
        ("(?:el )?<weekday>(?: dia)? <day>", past_days.weekday_and_day),
        (f"(?:el )?(?:<weekday> )?(?:dia )?<day>(?: de)?[ /-]?<month>{_YEAR}", past_days.date),
        ("(?:el )?(?:<weekday> )?<month>[ -]?<day>", past_days.date),
        ("(?:el )?(?:<weekday> )?<first>/<second>(?:/<year>)?", past_days.date_in_figures),
    ),
    ago=(
        ("ahora(?: mismo)?", 0),
        ("hace <number> ?(?:minutos?|min)", 1),
        ("hace media hora", 30),
        ("hace <number> ?(?:horas?|h)", 60),
        ("hace una hora y media", 90),
    ),
    past_times=(
        (f"(?:a |al |sobre )?{_THE}<clear>", times.at),
        ("(?:a|sobre|hacia) las? <clock>", times.at),
    ),
    bare_past_times=(
        (r"(?!1[3-9]$|2\d$)<clock>", times.at),
        ("(?:por|en|a) la <part> (?:a|sobre|hacia) las? <clock>", times.at_during),
    ),
    past_times_today=(("esta <part> (?:a|sobre|hacia) las? <clock>", times.at_during),),
)
