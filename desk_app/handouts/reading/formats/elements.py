"""What HTML's elements and their attributes mean for the words inside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from desk_app.handouts.reading.pieces import DropReason

Attributes = Mapping[str, str]

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
LISTS: Final = frozenset(("ul", "ol", "menu", "dir"))
LIST_PARTS: Final = frozenset((*LISTS, "li", "dt", "dd"))
CELLS: Final = frozenset(("td", "th"))
TABLE_PARTS: Final = frozenset(("tr", "tbody", "thead", "tfoot", "caption", *CELLS))
VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)
BLOCKS: Final = frozenset(
    (
        *HEADINGS,
        *LISTS,
        *TABLE_PARTS,
        *("address", "article", "aside", "blockquote", "body", "button", "center", "dd", "details"),
        *("dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *("header", "hgroup", "html", "label", "legend", "li", "main", "nav", "option", "p", "pre"),
        *("search", "section", "select", "summary", "table", "textarea", "title", "head"),
        *("template", "noscript", "iframe", "object", "video", "audio", "canvas", "svg"),
    )
)
# A start of the former ends one of the latter that is still open, up to the boundary.
IMPLIED_ENDS: Final = {
    "li": (("li",), LISTS),
    "dt": (("dt", "dd"), frozenset(("dl",))),
    "dd": (("dt", "dd"), frozenset(("dl",))),
    "tr": (("tr",), frozenset(("table",))),
    "td": (("td", "th"), frozenset(("table", "tr"))),
    "th": (("td", "th"), frozenset(("table", "tr"))),
    "option": (("option",), frozenset(("select",))),
}
UNREAD: Final = frozenset(("script", "style", "xml"))
_UNSHOWN: Final = frozenset(
    ("template", "noscript", "iframe", "object", "video", "audio", "canvas", "svg", "rt", "rp")
)
_PANELS: Final = re.compile(r"accordion|collaps|panel|toggle|faq|tab-?content|answer|expand|et_pb")
_HIDING: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_BLOCK_STYLE: Final = re.compile(r"display\s*:\s*block", re.I)
_BOLD: Final = re.compile(r"font-weight\s*:\s*(bold|bolder|normal|lighter|\d+)", re.I)
_BOLD_FROM: Final = 600

_BY_TAG: Final = {
    "nav": DropReason.MENU,
    "footer": DropReason.PAGE_FOOT,
    "form": DropReason.FORM,
    "search": DropReason.FORM,
    "select": DropReason.FORM,
    "textarea": DropReason.FORM,
    "fieldset": DropReason.FORM,
    "dialog": DropReason.ASIDE,
    "figcaption": DropReason.CAPTION,
    "button": DropReason.BUTTON,
}
_BY_ROLE: Final = {
    "navigation": DropReason.MENU,
    "menu": DropReason.MENU,
    "menubar": DropReason.MENU,
    "tablist": DropReason.MENU,
    "contentinfo": DropReason.PAGE_FOOT,
    "search": DropReason.FORM,
    "form": DropReason.FORM,
    "dialog": DropReason.ASIDE,
    "alertdialog": DropReason.ASIDE,
    "complementary": DropReason.ASIDE,
}
_NAMES: Final = {
    DropReason.COOKIES: r"cookies?|cookie\w*|gdpr|cky|cmplz|onetrust",
    DropReason.BREADCRUMB: r"breadcrumbs?|crumbs",
    DropReason.SHARING: r"share|sharing|sharedaddy|addtoany|social(?:-\w+)*|share-buttons",
    DropReason.RELATED: r"related(?:-\w+)?|relatedposts|yarpp|jp-relatedposts|recommended|"
    r"recommended-posts|read-more-posts|more-posts|also-like",
    DropReason.COMMENTS: r"comments?|comments-area|respond|comment-respond|disqus_thread",
    DropReason.NEWSLETTER: r"newsletter(?:-\w+)*|subscribe(?:-\w+)*|mc4wp\S*|mailchimp\S*|optin\S*",
    DropReason.AUTHOR: r"(?:\S+-)?author-(?:box|bio|info|card)|about-author|bio-box",
    DropReason.CONTENTS: r"toc|toc_container|ez-toc\S*|table-of-contents|msotoc\w+",
    DropReason.CAPTION: r"caption|wp-caption-text|image-caption|photo-credit|msocaption",
    DropReason.SITE_NAME: r"site-title|site-name|site-description|site-branding|logo|brand|tagline",
    DropReason.BYLINE: r"(?:entry|post|article|blog(?:-item)?)-meta(?:-\w+)*|byline|posted-on|"
    r"meta-data",
    DropReason.TAGS: r"tags-links|cat-links|post-tags|entry-tags|tagcloud|post-categories",
    DropReason.MENU: r"menu|navbar|nav|navigation|post-navigation|main-nav|nav-links|"
    r"(?:\S+-)?pagination|tabs|tab-list|skip-link|skip-nav|mega-menu|main-menu|site-nav\w*",
    DropReason.ASIDE: r"sidebar(?:-\w+)*|widget|widget-area|popup|modal|promo|banner-ad|advert\w*",
    DropReason.PAGE_HEAD: r"page-header-text|(?:site-|main-|page-)?header|masthead|"
    r"top-?bar|msoheader|\S+-location-header",
    DropReason.PAGE_FOOT: r"(?:site-|main-|page-)?footer|site-info|colophon|msofooter|"
    r"page-footer-text|\S+-location-footer",
}
_BY_NAME: Final = tuple((re.compile(rf"(?:{names})\Z"), reason) for reason, names in _NAMES.items())
_BUTTON: Final = re.compile(
    r"(?:btn|button|cta-button|wp-block-button__link|elementor-button|\S+-button(?:-element)?)\Z"
)
_WHOLE_PAGE: Final = frozenset(("html", "body", "main", "article"))


def reason_of(tag: str, attributes: Attributes, *, in_article: bool) -> DropReason | None:
    """Why the words inside are no part of the article, as the element itself says."""
    role = attributes.get("role", "")
    if tag == "button" and is_opener(attributes):
        return None
    if tag == "a" and _is_button(attributes):
        return DropReason.BUTTON
    if named := _by_name(tag, attributes):
        return named
    if tag == "header" or role == "banner":
        return None if in_article else DropReason.PAGE_HEAD
    if tag == "aside":
        return None if in_article else DropReason.ASIDE
    return _BY_TAG.get(tag) or _BY_ROLE.get(role)


def is_block(tag: str, attributes: Attributes, style: str) -> bool:
    """Whether words inside stand apart from those around it."""
    return (
        tag in BLOCKS
        or _BLOCK_STYLE.search(style) is not None
        or (tag == "a" and _is_button(attributes))
    )


def _is_button(attributes: Attributes) -> bool:
    names = attributes.get("class", "").lower().split()[:20]
    return attributes.get("role") == "button" or any(map(_BUTTON.match, names))


def is_opener(attributes: Attributes) -> bool:
    """Whether a button opens the text below it, as questions do whose answers are folded."""
    return "aria-expanded" in attributes or "aria-controls" in attributes


def is_hidden(tag: str, attributes: Attributes, style: str, opened: set[str]) -> bool:
    """Whether a page would not show it, or not read it out; a folded answer is shown.

    Args:
        style: all that applies to it.
        opened: the names of what the buttons above it open.
    """
    if tag in _UNSHOWN:
        return True
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()
    if (
        attributes.get("id", "\0") in opened
        or attributes.get("role") in ("tabpanel", "region")
        or _PANELS.search(names)
    ):
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDING.search(style) is not None
    )


def boldness(tag: str, style: str) -> bool | None:
    """Whether it makes its words bold; ``None``: it says nothing about that."""
    if match := _BOLD.search(style):
        weight = match[1].lower()
        return int(weight) >= _BOLD_FROM if weight.isdigit() else weight.startswith("bold")
    return True if tag in ("b", "strong", "u") else None


def _by_name(tag: str, attributes: Attributes) -> DropReason | None:
    if tag in _WHOLE_PAGE:
        return None
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower().split()
    for name in names[:20]:
        for pattern, reason in _BY_NAME:
            if pattern.match(name):
                return reason
    return None


def heading_level(tag: str, attributes: Attributes) -> int | None:
    """1 to 6; what opens the text below it is a heading too."""
    if tag in HEADINGS:
        return HEADINGS[tag]
    if attributes.get("role") == "heading":
        level = attributes.get("aria-level", "2")
        return int(level) if level in ("1", "2", "3", "4", "5", "6") else 2
    is_button = tag == "button" or attributes.get("role") == "button"
    if tag == "summary" or (is_button and is_opener(attributes)):
        return 4
    return None
