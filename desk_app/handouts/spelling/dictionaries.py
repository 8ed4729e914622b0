"""Where the dictionaries of this computer lie: a ``.aff`` and a ``.dic`` file of one name each."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

# The first that is there is taken, after the one of the clinic's own country.
_USUAL = {"en": ("en_US", "en_GB"), "es": ("es_ES", "es_MX"), "ar": ("ar",)}


def usual_folders(own: Path) -> tuple[Path, ...]:
    """Return the clinic's own folder, those of the system and of LibreOffice, and the reader's."""
    home = Path.home()
    if sys.platform == "win32":
        programs = [os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)")]
        offices = [Path(each) / "LibreOffice" for each in programs if each]
        system = [office / "share" / "extensions" for office in offices]
    elif sys.platform == "darwin":
        office = Path("/Applications/LibreOffice.app/Contents/Resources/extensions")
        system = [home / "Library/Spelling", Path("/Library/Spelling"), office]
    else:
        system = [
            home / ".local/share/hunspell",
            *(Path(place) for place in ("/usr/share/hunspell", "/usr/share/myspell/dicts")),
            *(Path(place) for place in ("/usr/share/myspell", "/usr/local/share/hunspell")),
            *sorted(Path("/opt").glob("libreoffice*/share/extensions")),
            Path("/usr/lib/libreoffice/share/extensions"),
        ]
    return (own, *system, *_beside_the_reader())


def _beside_the_reader() -> Iterator[Path]:
    """Hunspell's package brings an American dictionary."""
    package = importlib.util.find_spec("hunspell")
    for place in (package.submodule_search_locations or ()) if package else ():
        yield Path(place) / "dictionaries"


def find_dictionary(language: str, region: str, folders: Sequence[Path]) -> Path | None:
    """Return both files' path without its ending; None where there is none for the language.

    Args:
        language: BCP 47, such as ``en`` or ``es-MX``.
        region: ISO 3166, where the clinic is.
    """
    tag = language.replace("-", "_")
    base = tag.partition("_")[0]
    wanted = (tag, f"{base}_{region}", *_USUAL.get(base, ()), f"{base}_{base.upper()}")
    for folder in folders:
        found = {path.stem: path.with_suffix("") for path in _pairs(folder)}
        near = sorted(stem for stem in found if stem.startswith(f"{base}_"))
        for stem in (*wanted, *near):
            if stem in found:
                return found[stem]
    return None


def _pairs(folder: Path) -> Iterator[Path]:
    """The ``.dic`` files of a folder, and of LibreOffice's one folder for each language."""
    for pattern in ("*.dic", "dict-*/*.dic"):
        try:
            found = sorted(folder.glob(pattern))
        except OSError:
            continue  # a folder that may not be read is as good as none
        yield from (path for path in found if path.with_suffix(".aff").is_file())
