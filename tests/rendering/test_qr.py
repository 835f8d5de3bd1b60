"""QR codes inside a page."""

from xml.etree import ElementTree

from generator.rendering.qr import qr_svg


def test_a_code_is_one_svg_element_that_scales_and_has_a_name() -> None:
    """The page gives the size; a screen reader reads the title; signs of XML in it are escaped."""
    root = ElementTree.fromstring(qr_svg("SOP-IT-001 A/1 4281a4988c23", "编号 <与> 指纹"))

    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("viewBox")
    assert root.get("width") is None
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "编号 <与> 指纹"


def test_another_text_is_another_code() -> None:
    """The same text gives the same code."""
    assert qr_svg("A/0", "x") == qr_svg("A/0", "x") != qr_svg("A/1", "x")
