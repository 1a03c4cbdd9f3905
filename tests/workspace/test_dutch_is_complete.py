from vierspan.workspace.config import catalogue


def test_every_text_of_the_site_exists_in_dutch_for_sure() -> None:
    assert catalogue.gaps() == []
