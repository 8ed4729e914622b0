"""Odd strings that people paste, type or send, gathered for our own fields."""
# ruff: noqa: E501 - the lists are to be read in lines of one kind

from __future__ import annotations

_CODE = r"""
#eval("1+1")|#panic("x")|#import "base.typ": *|#include "/etc/passwd"|#sys.inputs.data|#read("/etc/shadow")
#set page(width: 1pt)|#pagebreak()|#{ while true {} }|#let data = none|#show: none|#v(-99cm)|#hide[gone]|#place(dx: 9cm)[x]
$x^2$|$ sum_(i=0)^n $|*bold*|_italic_|`raw`|```typ #x ```|<label>|@reference|= Heading|== Heading 2|- item|+ item|/ term: words
// comment|/* comment */|\\|\ |\n|\t|\u{1F600}|\x41|~|--|---|...|-?|[|]|{|}|[[]]|{{}}|#[|#{|#(|#|##|#1|#a|#"a"|#none
<script>alert(1)</script>|<img src=x onerror=alert(1)>|<svg/onload=alert(1)>|<b>bold</b>|<br>|<!-- gone -->|<![CDATA[x]]>|</p>
<a href="javascript:alert(1)">x</a>|<iframe src="//x.example">|<style>*{display:none}</style>|<meta http-equiv=refresh>|<x|x>|<>
&lt;b&gt;|&amp;|&nbsp;|&#0;|&#x41;|&unknown;|<!DOCTYPE x>|<?xml version="1.0"?>|<!ENTITY a SYSTEM "file:///etc/passwd">|&a;
javascript:alert(1)|data:text/html,<b>x</b>|vbscript:x|"><script>|';alert(1)//|"onmouseover="x|${7*7}|{{7*7}}|<%= 7*7 %>|#{7*7}
' OR '1'='1|'; DROP TABLE people; --|" OR ""="|1; SELECT pg_sleep(9)|admin'--|' UNION SELECT 1 --|%' AND 1=1 --|x'00'|\'; --|`x`
$(reboot)|`reboot`|; rm -rf /|&& dir|\| cat|> /dev/null|$HOME|${PATH}|%PATH%|$IFS|!!|!x|*.*|?|~/x|~root|-rf|--help|-|@x|^C
%s|%d|%n%n%n|%x%x|%1$s|%%|%|{0}|{name}|{}|{date}|{number}|{total}|{0.__class__}|{x!r:>99}|%(name)s|$name|${name}|\0|\\0|\r\n
=1+1|=HYPERLINK("x")|@SUM(1)|+1-1|-1+1|=cmd\|'/c calc'!A0|"a","b"|a;b;c|a	b|'a|''|""|"|'|"a|a"b|a,b
{"a":1}|[1,2]|{"__proto__":1}|":1}|null}|'{}'|a: b|- a|!!python/object:x|&a *a|\|x\||>x|%YAML 1.2|[a](b)|![a](b)|# a|> a|**a**
\begin{x}|\input{/etc/passwd}|\def\x{\x}\x|\write18{x}|$$x$$|%x|\textbf{x}|) Tj ET (x|/JavaScript (x)|endobj|%%EOF|<<>>|(()|))
(a+)+$|.*|[a-z]|\d+|^x$|(?P<x>)|\p{L}|^|$|\b|(?i)x|[^]|a{99}|*)(uid=*|)(cn=*|' or true()|//*|count(//x)|GET / HTTP/1.1|Host: x
"""
_WORDS = """
null|NULL|Null|nil|None|none|undefined|NaN|nan|Infinity|-Infinity|inf|true|false|True|FALSE|yes|no|on|off|void|void 0|N/A|n/a|-|--
NUL|CON|PRN|AUX|COM1|LPT1|CON.txt|nul|con|default|constructor|__proto__|hasOwnProperty|toString|length|this|self|super|root|admin
test|Test Test|asdf|xxx|unknown|Unknown|nobody|anonymous|everyone|deleted|[deleted]|[object Object]|undefined undefined|lorem ipsum
Scunthorpe|Penistone|Cockburn|Dick van Dyke|Jenny Null|O'Brien|D’Angelo|Mc Donald|van der Berg|Müller-Lüdenscheidt|Ng|O|Ó|X Æ A-12
"""
_NUMBERS = """
0|-0|+0|00|1|-1|1.0|1,0|1.|.1|0.1|0x10|0b1|0o7|1e9|1E-9|1e400|-1e400|1_000|1,000|1.000,00|1 000|1'000|٣|३|三|½|²|①|Ⅷ|∞|1/2|1/0|0/0
2147483647|2147483648|-2147483649|4294967296|9007199254740993|18446744073709551616|99999999999999999999999999|0.1000000000000000055
1-1-1|01/02/03|2026-02-30|0000-00-00|24:60:60|12:00 am|32/13/2026|1900-02-29|(828) 555-0100|+1 828 555 0100|555-0100 x12|*67|#31#
$1.00|€1|£1|¥1|-$1|100%|-5 °C|5'10"|1:2|#1|No. 1|1st|1%|‰|10⁻³|1.2.3.4|::1|127.0.0.1|192.168.0.1/24|v1.2.3-rc.1|1×10^3|3+4i|1..2
"""
_FILES = """
..|.|../x|../../etc/passwd|..\\..\\x|/|\\|//|C:\\|C:/x|\\\\host\\share|file:///etc/passwd|~|/dev/null|/dev/random|/proc/self/environ
a/b|a\\b|a:b|a*b|a?b|a"b|a<b|a>b|.hidden|x.|x .pdf|x.pdf.exe|x.PDF| x|x |COM¹|LPT².txt|NUL.pdf|x;y|x%00.pdf|x%2e%2e|-x|--|$x|`x`.pdf
http://x.example|https://x.example/?a=b&c=d#e|ftp://x|mailto:a@b.example|tel:+1828|//x.example|www.x.example|x.example/ä|xn--a-0ca
a@b|a@b.example|"a b"@c.example|a+b@c.example|@|a@@b|a@[1.2.3.4]|<a@b.example>|a@b.example, c@d.example|http://[::1]:80/|http://a:b@c
"""
_LANGUAGES = """
Nguyễn Thị Hồng Đặng|Łukasz Żółć|Ελένη Παπαδοπούλου|Юлия Щербакова|Київ, їжак, ґанок|Ђорђе Љубић|Қазақ тілі|Ўзбек|Ѣ ѳ ѵ|Հայերեն|ქართული
محمد الأحمد|فارسی، پنجره|اردو|پښتو|كِتَابٌ|מזל טוב|שָׁלוֹם|ייִדיש|हिन्दी|क्षत्रिय|বাংলা|தமிழ்|తెలుగు|ಕನ್ನಡ|മലയാളം|සිංහල|ਪੰਜਾਬੀ|ગુજરાતી
ไทย ภาษา|ລາວ|မြန်မာ|ខ្មែរ|བོད་ཡིག|አማርኛ|ᏣᎳᎩ|ᐃᓄᒃᑎᑐᑦ|ᚠᚢᚦ|𐍈|王明|陳大文|日本語|カタカナ|ｶﾀｶﾅ|ひらがな|한국어|홍길동|𠮷野家|龘|々〆〇|ＦＵＬＬ ｗｉｄｔｈ
Zoë|Çelik|Ñuñez|Þórr|Ðorð|Œuvre|Åse|Ǆ ǅ ǆ|ß ẞ|İ ı|ﬀ ﬁ ﬂ|ſ|Ŀl|ŉ|Ĳssel|ĳs|ˀ|ʻOkina|Hawaiʻi|Māori|Yorùbá|Ẹ̀kọ́|Ɖɛ|Ŋ ŋ|Ə ə|Ƣ|ȷ|ɐqɐ|ᴀʙᴄ
ὅτι μῆνιν ἄειδε|Ἀθῆναι|ϐ ϑ ϕ|ς σ Σ|А а A a|раураl|Ⅳ|ªº|x² H₂O|㎏|℃|ℵ|𝐁𝐨𝐥𝐝|𝒳|🄰|Ａ|ⓐ|ﷺ|ﻻ|﷽|ال عربية English 123|abc אבג 123|(ا)|א(1)ב
"""
_SIGNS = """
‘a’|“a”|«a»|„a“|‚a‘|‹a›|「a」|…|‥|–|—|―|‐|‑|−|·|•|‣|◦|●|○|■|□|☐|☑|☒|✓|✗|✔|✘|★|☆|♀|♂|♥|♫|☎|☏|✉|✂|→|←|↑|↓|⇒|↔|⟶|≠|≤|≥|≈|±|×|÷|√|∑|∫|∂|∆|∏
µ|μ|Ω|°|º|§|¶|†|‡|©|®|™|℠|№|¡|¿|‽|⁇|€|£|¥|¢|₤|₦|₩|₪|₫|₱|₹|₺|₽|₿|¤|¦|¬|^|´|`|¨|¸|˜|˚|¹²³|⁰|₀|¼½¾|⅓|⅛|‱|⁂|⸮|※|〃|〜|。|、|！|？
"""
_EMOJI = """
😀|👍🏽|👨‍👩‍👧‍👦|🏳️‍🌈|🇺🇸|🇺|1️⃣|#️⃣|❤️|❤|☺️|✈︎|👩🏾‍⚕️|🧑‍🦽|🫠|🩹|💉|🀄|🃏|🅰️|㊗️|©️|🏴󠁧󠁢󠁥󠁮󠁧󠁿|a😀b|😀😀😀|¯\\_(ツ)_/¯|(╯°□°)╯︵ ┻━┻|ʕ•ᴥ•ʔ|( ͡° ͜ʖ ͡°)
"""
# Nobody can see these; what stands round them must.
_HIDDEN = [
    *range(0x20),
    *range(0x7F, 0xA1),
    0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180E,
    *range(0x2000, 0x2010),
    *range(0x2028, 0x2030),
    *range(0x205F, 0x2070),
    0x3000, 0x3164, 0xFE0E, 0xFE0F, 0xFEFF, *range(0xFFF9, 0xFFFC), 0xE0001, 0xE0041, 0x1D173,
]  # fmt: skip
# These mean nothing on paper, and are named.
_BROKEN = [0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xE000, 0xF8FF, 0xFFFD, 0xF0000, 0x10FFFD]
_LONG = [
    "W" * 1_200,
    "i" * 1_200,
    "word " * 400,
    "a-" * 300,
    "/path" * 150,
    "م" * 600,
    "line\n" * 120,
    "\n" * 500 + "x",
    "a" + " " * 2_000 + "b",
    "(" * 400 + ")" * 400,
    "Z" + "\u0301" * 60,
    "Z" + "\u0335\u0321\u0327\u0338\u0489" * 12,
    "e\u0301\u0323a\u0308\u0304",
    "\u0301a",
    "\u202e" * 50 + "abc",
    "ab\u2066\u2067\u2068c",
    "a\u200d\u200db",
    "\U0001f468\u200d" * 40 + "x",
]


def _split(text: str) -> list[str]:
    """What stands between bars, one or more lines; a bar with a backslash before it is a bar."""
    kept = text.strip("\n").replace("\\|", "\0").replace("\n", "|")
    return [each.replace("\0", "|") for each in kept.split("|")]


ODD = list(
    dict.fromkeys(
        [
            *(
                each
                for text in (_CODE, _WORDS, _NUMBERS, _FILES, _LANGUAGES, _SIGNS, _EMOJI)
                for each in _split(text)
                if each
            ),
            *(f"left{chr(code)}right" for code in (*_HIDDEN, *_BROKEN)),
            *_LONG,
        ]
    )
)
