"""Namespaces: the prefix table, and the terms of our own vocabulary, closed against misspelling.

Owns: prefixes (equal to `ontology/prefixes.ttl`, a test holds it), `GK`, whose unknown terms raise, and the licence of
the data.
Must not: be imported on the fast path of `gongkai duties`.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from catalog_graph.model import iris

PREFIXES = {
    "gk": iris.DEF,
    "gks": iris.SCHEME,
    "gki": iris.ID,
    "gksh": iris.SHAPE,
    "gkt": iris.TABLE,
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

DATA_LICENSE = "https://creativecommons.org/licenses/by/4.0/"
# One namespace may begin with another's: the longer is the right one.
LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda entry: -len(entry[1]))

_NAMES = (
    # classes
    "Catalogue CatalogueEdition Group Item ContentElement Citation LegalResource TimeLimit Role Source Attestation "
    "Disagreement Division LocalCatalogue LocalRule Clause WithinLimit BeforeLimit PeriodicLimit ImmediateLimit "
    "StandingLimit NoticeLimit StageLimit Statute Cell UnseenCell FixedDateLimit LocalCell LocalLimit Quotation "
    "Record "
    # properties
    "adopts agreesInPart agreesOn amount appliesTo approver article articleDigest attestationKind audience "
    "audienceGroup basisGrade bindsLevel bodyName breadth carriedBy carriedColumn cellLimit cellOrigin cellValue "
    "cellWords cites clausePublisher committeeKind countyCount day decidedOn divisionKind divisionLevel "
    "documentNumber domain dutyColumn dutyLevel edition effect hasAttestation hasCell hasDutyCell hasCitation "
    "hasContent hasDisagreement hasLegalBasis hasRule hasStatute hasSubject hasTimeLimit inCatalogue inCounty inGroup "
    "inPrefecture inProvince inSource informationKind issuer issuingBody lastDay legalKind legalStatus limitKind "
    "limitScale limitSize limitText localDomain matterArticle matterChecked matterLaw matterNote matterSince "
    "matterStatus method minimum mirror month monthOfPeriod nameKey nameTemplate noItemReason notApplicableBecause "
    "number observed ofColumn ofDivision ofItem officialColumn officialRowCount onColumn onItem optionalChannel "
    "partial period pilot position publishedIn publisher quotedLaw quotedNumber quotedTitle quotes reason "
    "requiredChannel residentsCommitteeCount restsOn reviewOn reviewStatus roleLevel rowNumber rowOrigin rowsKnown "
    "rowsReason savingClause seenIn sortKey sourceCell sourceLevel stage statutoryChannel statutoryContent "
    "statutoryLimit statutorySubject textVersion theirWords timeLimitText townshipCount trigger unit unseenReason "
    "validFrom validTo verdict villageCount villageKind villagersCommitteeCount window within year "
    # properties
    "approver bodyName breadth cellLimit cellValue cellWords decidedOn hasCell limitScale limitSize localDomain "
    "notApplicableBecause observed ofColumn quotedLaw quotedNumber quotedTitle quotes reviewBeforePublication reviewOn "
    "rowNumber seenIn verdict "
    # of a record
    "formedOn indexNumber nonDisclosureReason openness publishedOn receivedOn recordChannel recordItem recordKind "
    "recordPlace relatesTo withdrawnOn "
    # annotations of rules (ontology/table.ttl, whose other terms have a prefix of their own)
    "suggestion basis rightExample wrongExample"
)
_TERMS = frozenset(_NAMES.split())


class _Closed:
    """Our terms by attribute; an unknown one raises AttributeError."""

    def __getattr__(self, name: str) -> NamedNode:
        if name not in _TERMS:
            raise AttributeError(f"gk:{name} is not a term of the ontology")
        return NamedNode(iris.DEF + name)

    def terms(self) -> frozenset[str]:
        """Local names of all terms."""
        return _TERMS


GK = _Closed()


def node(curie: str) -> NamedNode:
    """The IRI of a prefixed name.

    >>> node("dcterms:title").value
    'http://purl.org/dc/terms/title'
    """
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)
