"""The cleaner of PDF files: the pages stay as they were, everything else goes (T-43)."""

from __future__ import annotations

import io

import pikepdf
import pytest

from ce_workflow.store.evidence.cleaning import pdf
from ce_workflow.store.evidence.cleaning.reasons import Unclean
from tests import corpus
from tests.corpus import document, one_page, stream

FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 40 40]"


def opened(sent: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.clean(sent)))


def shown(kept: pikepdf.Pdf, page: int = 0) -> bytes:
    """Everything that the page draws, the forms in it included."""
    found = kept.pages[page]
    found.contents_coalesce()
    forms = found.resources.get("/XObject")
    drawn = [] if forms is None else [form.read_bytes() for form in forms.values()]
    return b"".join([found.Contents.read_bytes(), *drawn])


def test_the_pages_stay_with_text_fonts_and_order() -> None:
    pages = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d 99]/Contents 3 0 R>>" % n for n in (10, 20, 30)]
    tree = b"<</Type/Pages/Kids[4 0 R 5 0 R 6 0 R]/Count 3/Rotate 90/Resources<</Font<</F1 7 0 R>>>>>>"
    sent = document([corpus.CATALOGUE, tree, stream(b"(shown) Tj"), *pages, corpus.FONT])
    with opened(sent) as kept:
        assert [int(page.mediabox[2]) for page in kept.pages] == [10, 20, 30]
        assert shown(kept, 2) == b"(shown) Tj"
        for page in kept.pages:
            assert page.obj.Rotate == 90  # inherited from the tree
            assert page.obj.Resources.Font.F1.BaseFont == "/Helvetica"


def test_the_catalogue_names_nothing_but_the_pages() -> None:
    with opened(one_page(catalogue=b"/OpenAction[3 0 R/Fit]/PageMode/UseOutlines/Lang(zh)/Outlines<<>>")) as kept:
        assert set(kept.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in kept.trailer


def test_pages_are_left_with_what_they_show() -> None:
    with opened(one_page(page=b"/Annots[]/AA<<>>/Metadata 4 0 R/PieceInfo<<>>/Tabs/S/Thumb 4 0 R/B[]")) as kept:
        assert set(kept.pages[0].obj.keys()) == {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources"}


@pytest.mark.parametrize(
    "entries",
    [
        b"/Subtype/Stamp",
        b"/Subtype/Widget/FT/Sig/T(seal)",
        b"/Subtype/Widget/FT/Tx/T(name)/V(x)",
        b"/Subtype/FreeText/Contents(x)",
    ],
)
def test_what_a_stamp_seal_or_field_shows_stays_visible(entries: bytes) -> None:
    annotation = b"<</Type/Annot/Rect[10 10 50 50]/AP<</N 7 0 R>>%s>>" % entries
    sent = one_page(
        annotation,
        stream(b"1 2 3 4 re f", FORM),
        page=b"/Annots[6 0 R]",
        catalogue=b"/AcroForm<</Fields[6 0 R]/NeedAppearances true>>",
    )
    with opened(sent) as kept:
        assert "/Annots" not in kept.pages[0].obj
        assert b"1 2 3 4 re f" in shown(kept)


def test_what_was_hidden_stays_unseen() -> None:
    annotation = b"<</Type/Annot/Subtype/Stamp/F 2/Rect[10 10 50 50]/AP<</N 7 0 R>>>>"
    with opened(one_page(annotation, stream(b"1 2 3 4 re f", FORM), page=b"/Annots[6 0 R]")) as kept:
        assert b"1 2 3 4 re f" not in shown(kept)


def test_layers_that_are_off_stay_off() -> None:
    layers = b"/OCProperties<</OCGs[6 0 R 7 0 R]/D<</OFF[7 0 R]>>>>"
    sent = one_page(
        b"<</Type/OCG/Name(on)>>",
        b"<</Type/OCG/Name(off)>>",
        catalogue=layers,
        page=b"/Resources<</Properties<</A 6 0 R/B 7 0 R>>>>",
    )
    with opened(sent) as kept:
        off = kept.Root.OCProperties.D.OFF[0]
        assert off.Name == "off"
        assert kept.pages[0].Resources.Properties.B.objgen == off.objgen


def test_resources_named_like_actions_are_left_alone() -> None:
    forms = b"/Resources<</XObject<</JS 6 0 R/AA 6 0 R/EF 6 0 R/F 6 0 R>>/Font<</EF 5 0 R/S 5 0 R>>>>"
    with opened(one_page(stream(b"f", FORM), page=forms, content=b"/JS Do /EF Do")) as kept:
        resources = kept.pages[0].Resources
        assert set(resources.XObject.keys()) == {"/JS", "/AA", "/EF", "/F"}
        assert set(resources.Font.keys()) == {"/EF", "/S"}


def test_the_version_and_a_file_without_faults_stay() -> None:
    with opened(corpus.pdf()) as kept:
        assert kept.pdf_version == "1.7"
        assert kept.check_pdf_syntax() == []


def test_a_slightly_broken_table_is_mended() -> None:
    with opened(corpus.pdf("mended").replace(b"startxref\n", b"startxref\n9")) as kept:
        assert b"mended" in shown(kept)


def test_two_hundred_pages_are_accepted_and_one_more_is_not() -> None:
    with opened(corpus.pdf("page", 200)) as kept:
        assert len(kept.pages) == 200
    with pytest.raises(Unclean) as refused:
        pdf.clean(corpus.pdf("page", 201))
    assert refused.value.reason == "too_many_pages"
    assert refused.value.params == {"pages": 201, "limit": 200}


def test_a_large_scan_is_not_taken_for_a_bomb() -> None:
    page = stream(corpus.deflated(26), b"/Type/XObject/Subtype/Image/Width 2480/Height 3508/Filter/FlateDecode")
    with opened(one_page(page, page, page, page=b"/Resources<</XObject<</A 6 0 R/B 7 0 R/C 8 0 R>>>>")) as kept:
        assert len(kept.pages) == 1
