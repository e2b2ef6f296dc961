"""Values of others: one for each form of file, and each said to be what it is."""

from __future__ import annotations

from pyoxigraph import NamedNode

from catalog_graph.downloads import dcat_values
from catalog_graph.rdf.namespaces import node


def test_each_form_of_file_has_its_values_and_words() -> None:
    forms = dcat_values.FORMS.values()
    assert len({form.file_type for form in forms}) == len(forms) == 6
    assert len({form.media_type for form in forms}) == len(forms)
    assert all(form.words.endswith("。") for form in forms)


def test_each_value_is_said_to_be_of_a_class() -> None:
    triples = list(dcat_values.mentioned())
    typed = {triple.subject for triple in triples if triple.predicate == node("rdf:type")}
    assert typed == {triple.subject for triple in triples}
    for value in (dcat_values.CHINA, dcat_values.APACHE, dcat_values.WTFPL, dcat_values.SHA256, dcat_values.OPENAPI):
        assert NamedNode(value) in typed
