"""What is found before publishing, in files of every kind, and what is no fault."""

from __future__ import annotations

import io

import docx
import pytest

from benchmarks.precheck.numbers import bank_card, identity
from catalog_graph.intake.prose import read_prose
from catalog_graph.records.precheck.copies import masked_workbook
from catalog_graph.records.precheck.scan import Fault, faults, once

CARD, NUMBER = bank_card("622202123456789012"), identity("34130219900101123")
RIGHT = (
    ("办公电话", "0557-3022345"),
    ("网址", "https://www.example.gov.cn/zwgk/1.html"),
    ("文号", "国办发〔2020〕17号"),
    ("日期", "2026年11月30日"),
    ("统一社会信用代码", "11341302003241234X"),
    ("地址", "埇桥区政务服务中心"),
    ("项目编号", "341302199001011230"),  # its check digit is wrong
    ("金额", "1234567890123456"),
)
WRONG = (
    ("身份证号", NUMBER, "GK-PRE-001"),
    ("备注", f"号码{NUMBER.lower()}，已核", "GK-PRE-001"),
    ("证件", "341302900101123", "GK-PRE-002"),
    ("银行卡", CARD, "GK-PRE-003"),
    ("银行卡", bank_card("622202123456789"), "GK-PRE-003"),
    ("银行卡", bank_card("1101051949123100"), "GK-PRE-003"),  # begins as an identity number does
    ("联系电话", "13800138000", "GK-PRE-004"),
    ("联系电话", "138-0013-8000", "GK-PRE-004"),
    ("住址", "符离镇人民路12号楼3单元502室", "GK-PRE-005"),
    ("住址", "符离镇李庄村三组12号", "GK-PRE-005"),
    ("网址", "http:/www.example.gov.cn/1", "GK-PRE-101"),
    ("网址", "http://192.168.1.5/a", "GK-PRE-102"),
    ("咨询电话", "0557-302234512", "GK-PRE-111"),
    ("文号", "国办发[2020]17号", "GK-PRE-121"),
    ("日期", "2026年2月30日", "GK-PRE-131"),
)
BESIDE = ("因病致贫", "因残", "肢体残疾二级", "尿毒症")


def table(heading: str, words: str) -> bytes:
    return f"序号,{heading}\n1,{words}\n2,无\n".encode()


def codes(content: bytes) -> list[str]:
    return [fault.hit.rule.code for fault in listed(content)]


def listed(content: bytes) -> list[Fault]:
    return once(faults(read_prose(content), {}))


@pytest.mark.parametrize(("heading", "words"), RIGHT)
def test_what_is_right_is_no_fault(heading: str, words: str) -> None:
    assert codes(table(heading, words)) == []


@pytest.mark.parametrize(("heading", "words", "rule"), WRONG)
def test_a_fault_is_found_at_its_cell(heading: str, words: str, rule: str) -> None:
    (fault,) = listed(table(heading, words))
    assert (fault.hit.rule.code, fault.cell, fault.heading) == (rule, "B2", heading)


@pytest.mark.parametrize("words", BESIDE)
def test_what_is_said_beside_a_name_is_found_and_without_one_it_is_not(words: str) -> None:
    beside = f"姓名,致贫原因\n张三,{words}\n".encode()
    assert codes(beside) == ["GK-PRE-006"]
    assert codes(f"类别,户数\n{words},3\n".encode()) == []


def test_words_without_a_table_are_read() -> None:
    document = docx.Document()
    document.add_paragraph(f"公示：张三，{NUMBER}")
    document.sections[0].footer.paragraphs[0].text = "联系13800138000"
    stream = io.BytesIO()
    document.save(stream)
    for content in (stream.getvalue(), f"<html><body><p>{NUMBER}，13800138000</p></body></html>".encode()):
        assert sorted(codes(content)) == ["GK-PRE-001", "GK-PRE-004"]
    assert codes(f"公示：张三 {NUMBER}\n".encode()) == ["GK-PRE-001"]


def test_words_beside_a_table_are_read_once_and_all_are_masked() -> None:
    far = "".join(f"<p>第{number}段</p>" for number in range(60))
    rows = "<tr><td>姓名</td><td>电话</td></tr><tr><td>张三</td><td>13800138000</td></tr>"
    content = f"<html><body><p>{NUMBER}</p>{far}<table>{rows}</table></body></html>".encode()
    assert sorted(codes(content)) == ["GK-PRE-001", "GK-PRE-004"]
    document = read_prose(content)
    copy = read_prose(masked_workbook(document, faults(document, {})))
    words = str([grid.rows for grid in copy.grids])
    assert NUMBER not in words
    assert "13800138000" not in words
