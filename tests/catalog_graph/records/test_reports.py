"""Reports that an office publishes: each figure from records of which it can be told by hand."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import date

import docx
import openpyxl
import pytest

from catalog_graph.errors import BadParameter
from catalog_graph.records import report_files, reports
from catalog_graph.records.audit import Audit
from catalog_graph.records.periods import read_period
from catalog_graph.records.report import Report, ReportKind, Sheet, Wanted, as_document, from_document
from catalog_graph.records.scope import Scope

Auditing = Callable[..., Audit]
COUNTY, TOWN, VILLAGE = "341302", "341302100", "341302100200"
ITEM = "general-disclosure/10"  # 20 working days
SCOPE = Scope(COUNTY, asked=True)


def row(title: str, formed: str, published: str = "", **more: str) -> dict[str, str]:
    known = {"place": COUNTY, "item": ITEM, "url": f"https://www.example.gov.cn/{title}.html"} | more
    return known | {"title": title, "formed_on": formed, "published_on": published}


def document(title: str, number: str, openness: str, formed: str, published: str = "", **more: str) -> dict[str, str]:
    own = {"kind": "公文", "document_number": number, "openness": openness} | more
    return row(title, formed, published, **own)


def normative(title: str, number: str, published: str) -> dict[str, str]:
    return document(title, number, "主动公开", "2026-03-02", published, kind="规范性文件")


def interpretation(title: str, relates_to: str, published: str) -> dict[str, str]:
    return row(title, published, published, kind="政策解读", relates_to=relates_to)


def sheet_of(report: Report, title: str) -> Sheet:
    return next(sheet for sheet in report.sheets if sheet.title == title)


def lines(report: Report, title: str, *columns: str) -> list[tuple[object, ...]]:
    """Some columns of a table."""
    sheet = sheet_of(report, title)
    at = [sheet.headings.index(column) for column in columns]
    return [tuple(row[each] for each in at) for row in sheet.rows]


def test_the_topic_counts_by_department_town_domain_and_month_and_covers_villages(audit_rows: Auditing) -> None:
    rows = [
        row("甲", "2026-03-02", "2026-03-10"),
        row("乙", "2026-04-02", "2026-06-30", item="general-disclosure/11"),
        row("丙", "2026-10-12", "2026-10-13", place=TOWN, item="social-assistance/11"),
        row("丁", "2026-10-12", "2026-10-20", place=VILLAGE, item="village-affairs/1"),
        row("戊", "2026-10-12", "", place="341302100201", item="village-affairs/1"),
    ]
    audit = audit_rows(rows, scope=SCOPE)
    report = reports.made(audit, Wanted(ReportKind.TOPIC))
    months = lines(report, "各月", "月份", "公开条数")
    assert months == [("2026-03", 1), ("2026-06", 1), ("2026-10", 2)]
    assert ("法定主动公开", 2, 1, 1) in lines(report, "各领域", "领域", "公开条数", "按时公开（项）", "逾期公开（项）")
    (town,) = lines(report, "各乡镇（街道）", "乡镇（街道）", "公开条数")
    assert town == ("安徽省宿州市埇桥区符离镇", 2)
    offices = dict(lines(report, "各部门", "部门", "公开条数"))
    assert offices["村民委员会"] == 1
    coverage = lines(report, "村（社区）覆盖", "乡镇（街道）", "村（社区）数", "有公开记录的", "没有的")
    (covered,) = [each for each in coverage if each[0] == town[0]]
    assert covered[2:] == (1, covered[1] - 1)  # type: ignore[operator]
    assert len(coverage) == len(audit.lookup.book.within(COUNTY, "township"))  # type: ignore[arg-type]


def test_a_part_of_an_audit_is_the_audit_of_the_part(audit_rows: Auditing) -> None:
    rows = [
        row("甲", "2026-03-02", "2026-03-10"),
        row("丙", "2026-10-12", "2026-10-13", place=TOWN, item="social-assistance/11"),
        row("己", "2026-10-12", "2026-10-13", place="650102"),
    ]
    part, own = audit_rows(rows).within(COUNTY), audit_rows(rows, scope=SCOPE)
    wanted = Wanted(ReportKind.TOPIC)
    assert as_document(reports.made(part, wanted)) == as_document(reports.made(own, wanted))


def test_documents_on_request_are_listed_and_each_quarter_has_its_list_or_not(audit_rows: Auditing) -> None:
    rows = [
        document("子", "甲〔2026〕1号", "依申请公开", "2026-02-03"),
        document("丑", "甲〔2026〕2号", "依申请公开", "2026-05-03"),
        document("寅", "甲〔2026〕3号", "主动公开", "2026-05-03", "2026-05-04"),
        row("2026年第一季度依申请公开目录", "2026-07-20", "2026-07-20", kind="依申请公开目录"),
        row("依申请公开文件目录", "2026-10-09", "2026-10-10", kind="依申请公开目录"),
        row("2026年第二季度依申请公开目录", "2026-07-20", "", kind="依申请公开目录"),
    ]
    report = reports.made(audit_rows(rows, scope=SCOPE), Wanted(ReportKind.ON_REQUEST))
    listed = lines(report, "依申请公开文件", "季度", "标题", "文号", "形成日期")
    assert listed == [
        ("2026年第一季度", "子", "甲〔2026〕1号", "2026-02-03"),
        ("2026年第二季度", "丑", "甲〔2026〕2号", "2026-05-03"),
    ]
    assert lines(report, "各季度目录", "季度", "依申请公开文件", "目录", "公布日期") == [
        ("2026年第一季度", 1, "已公布", "2026-07-20"),
        ("2026年第二季度", 1, "未见公布", None),
        ("2026年第三季度", 0, "已公布", "2026-10-10"),
    ]
    second = Wanted(ReportKind.ON_REQUEST, read_period("2026Q2"))
    assert lines(reports.made(audit_rows(rows, scope=SCOPE), second), "依申请公开文件", "标题") == [("丑",)]


def test_the_annual_report_counts_documents_by_openness_and_tells_those_opened_later(audit_rows: Auditing) -> None:
    rows = [
        document("全", "甲〔2026〕1号", "主动公开", "2026-02-03", "2026-02-04"),
        document("部", "甲〔2026〕2号", "部分公开", "2026-02-03", "2026-02-04"),
        document("删", "甲〔2026〕3号", "删减后公开", "2026-02-03", "2026-02-04"),
        document("不", "甲〔2025〕4号", "不予公开", "2025-02-03", reason="涉及商业秘密"),
        document("转", "甲〔2025〕5号", "依申请公开", "2025-02-03"),
        document("转", "甲〔2025〕5号", "主动公开", "2026-06-03", "2026-06-04"),
        document("早", "甲〔2025〕6号", "主动公开", "2025-02-03", "2025-02-04"),
        document("早", "甲〔2025〕6号", "依申请公开", "2025-06-03"),
        interpretation("解", "甲〔2026〕1号", "2026-02-05") | {"openness": "主动公开"},
    ]
    report = reports.made(audit_rows(rows, scope=SCOPE), Wanted(ReportKind.ANNUAL))
    assert [list(each) for each in sheet_of(report, "各年").rows] == [
        ["2025", 1, 0, 0, 2, 1, 0, 4],
        ["2026", 2, 1, 1, 0, 0, 0, 4],
    ]
    turned = lines(report, "依申请转主动", "标题", "原为依申请公开", "转为主动公开")
    assert turned == [("转", "2025-02-03", "2026-06-04")]


def test_normative_documents_without_an_interpretation_in_time_are_told(audit_rows: Auditing) -> None:
    rows = [
        normative("一", "甲〔2026〕1号", "2026-03-03"),
        interpretation("一图读懂", "甲〔2026〕1号", "2026-03-06"),  # three working days later
        normative("二", "甲〔2026〕2号", "2026-03-03"),
        interpretation("专家谈", "https://www.example.gov.cn/二.html", "2026-04-30"),
        normative("三", "甲〔2026〕3号", "2026-03-03"),
        interpretation("别处的", "甲〔2026〕3号", "2026-03-04") | {"place": "650102"},
    ]
    audit = audit_rows(rows, scope=SCOPE)
    report = reports.made(audit, Wanted(ReportKind.INTERPRETATION))
    late = [("二", "2026-04-30", "逾期解读"), ("三", None, "逾期未解读")]
    assert lines(report, "没有按期解读的文件", "标题", "解读日期", "情况") == late
    assert lines(report, "各地", "规范性文件", "按期解读", "解读率") == [(3, 1, "66.7%")]
    assert sorted(lines(report, "解读形式", "形式", "篇数")) == [("专家解读", 1), ("图解", 1)]
    for allowed, count in ((3, 1), (2, 0)):
        narrower = reports.made(audit, Wanted(ReportKind.INTERPRETATION, allowed=allowed))
        assert lines(narrower, "各地", "按期解读") == [(count,)]
        assert ("一" in dict(lines(narrower, "没有按期解读的文件", "标题", "情况"))) is (allowed == 2)


def test_a_self_check_is_of_its_period_and_asks_links_only_when_told(audit_rows: Auditing) -> None:
    rows = [
        row("按时", "2026-09-14", "2026-10-09", item="general-disclosure/11"),
        row("逾期", "2026-09-14", "2026-11-09"),
        row("以前", "2026-03-02", "2026-03-03", item="general-disclosure/12"),
    ]
    audit = audit_rows(rows, scope=SCOPE)
    asked: list[str] = []

    def dead(links: object) -> list[str]:
        asked.extend(links)  # type: ignore[call-overload]
        return ["https://www.example.gov.cn/按时.html"]

    report = reports.made(audit, Wanted(ReportKind.SELF_CHECK, read_period("2026-10"), dead=dead))
    assert report.signed
    assert lines(report, "各领域", "领域", "到期应公开", "按时公开", "逾期公开") == [("法定主动公开", 2, 1, 1)]
    assert lines(report, "逾期的信息", "标题", "逾期工作日") == [("逾期", sheet_of(report, "逾期的信息").rows[0][5])]
    lacking = [name for (name,) in lines(report, "没有记录的事项", "公开事项")]
    assert lacking
    assert all(re.match(r"法定主动公开/\d+ \S", name) for name in lacking)
    assert lines(report, "打不开的网址", "标题") == [("按时",)]
    assert asked == ["https://www.example.gov.cn/按时.html"]
    plain = reports.made(audit, Wanted(ReportKind.SELF_CHECK, read_period("2026-10")))
    assert [sheet.title for sheet in plain.sheets] == [sheet.title for sheet in report.sheets[:-1]]
    assert "2026年10月" in reports.made(audit, Wanted(ReportKind.SELF_CHECK)).title


@pytest.mark.parametrize("kind", ReportKind)
def test_a_report_of_nothing_is_a_report_and_every_file_opens(kind: ReportKind, audit_rows: Auditing) -> None:
    audit = audit_rows([row("=甲", "2026-03-02", "2026-03-10", place="650102")], scope=SCOPE)
    report = reports.made(audit, Wanted(kind))
    assert from_document(json.loads(report_files.as_json(report))) == from_document(as_document(report))
    book = openpyxl.load_workbook(io.BytesIO(report_files.as_xlsx(report)))
    assert book.sheetnames == ["说明", *(sheet.title for sheet in report.sheets)]
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO(report_files.as_docx(report))).paragraphs]
    assert words[0] == report.title
    assert ("（单位盖章）" in words) is report.signed


def test_periods_are_months_quarters_and_years() -> None:
    assert read_period("2026").last == date(2026, 12, 31)
    assert read_period("2026-Q1").first == date(2026, 1, 1)
    for words in ("2026-13", "26-01", "2026Q5", "10月", ""):
        with pytest.raises(BadParameter):
            read_period(words)
