"""The practice clinic's drawings as the pictures that the program keeps.

``python -m tests.resources.demo_pictures`` draws the SVG files of ``resources/demo/pictures`` anew.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from desk_app.pictures.fitting import fit
from tests.desk_app.picture_files import as_file
from tests.resources.demo_data import DEMO

FOLDER = DEMO / "pictures"
_WIDTHS = {"logo": 480, "resting-position": 1440}  # in pixels


def main() -> None:
    _application = QGuiApplication(["pictures", "-platform", "offscreen"])
    for name, width in _WIDTHS.items():
        fitted = fit(as_file(_drawn(name, width), "png"))
        (FOLDER / f"{name}.png").write_bytes(fitted.data)
        (FOLDER / f"{name}-grey.png").write_bytes(fitted.grey)
        print(name, fitted.fingerprint)


def _drawn(name: str, width: int) -> QImage:
    drawing = QSvgRenderer(str(FOLDER / f"{name}.svg"))
    size = drawing.defaultSize() * (width / drawing.defaultSize().width())
    image = QImage(size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter)
    painter.end()
    return image


if __name__ == "__main__":
    main()
