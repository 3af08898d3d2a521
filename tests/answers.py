"""Valid answers to every kind and every decision, as typed, for tests that need one that is right."""

from __future__ import annotations

import itertools
from typing import Any

_fresh = itertools.count(1)

FIELDS: dict[str, dict[str, Any]] = {
    "training": {
        "title": "医疗质量培训班",
        "organiser": "示例001医院",
        "organiser_type": "unit",
        "format": "class",
        "started_on": "2019-05-06",
        "ended_on": "2019-05-08",
        "class_hours": "18",
        "result": "passed",
        "hours_claimed": "18",
    },
    "conference": {
        "title": "学术会议",
        "format": "conference",
        "organiser": "某学会",
        "organiser_type": "association",
        "level": "national",
        "part": "attended",
        "started_on": "2019-06-10",
        "ended_on": "2019-06-11",
        "class_hours": "12",
        "hours_claimed": "12",
    },
    "study_abroad": {
        "title": "赴德进修",
        "country": "德国",
        "host": "某大学附属医院",
        "purpose": "study",
        "organised_by_unit": "yes",
        "relation": "心血管内科",
        "started_on": "2019-03-04",
        "ended_on": "2019-03-30",
        "travel_days": "2",
        "hours_claimed": "30",
    },
    "patent": {
        "title": "一种支架",
        "patent_type": "invention",
        "patent_number": "ZL201710500000.1",
        "granted_on": "2019-04-12",
        "inventor_rank": "1",
        "inventor_count": "3",
        "hours_claimed": "48",
    },
    "achievement": {
        "title": "慢性病防治技术",
        "achievement_type": "research",
        "level": "provincial",
        "appraisal_number": "川科鉴字〔2019〕第900号",
        "appraised_on": "2019-06-18",
        "rank": "2",
        "member_count": "5",
        "hours_claimed": "37",
    },
    "degree": {
        "title": "在职攻读硕士",
        "degree": "master",
        "in_service": "yes",
        "school": "四川大学",
        "major": "公共管理",
        "courses_passed": "4",
        "completed_on": "2019-07-05",
        "hours_claimed": "60",
    },
    "sector_record": {
        "title": "2019年继续医学教育学分",
        "system": "medical",
        "issued_by": "四川省继续医学教育委员会",
        "record_number": "CME-2019-0001",
        "counted_in": "credits",
        "amount": "6.5",
        "started_on": "2019-04-15",
        "ended_on": "2019-06-28",
        "hours_claimed": "19.5",
    },
    "public_course": {
        "title": "5G+智慧医疗",
        "platform": "base-3",
        "theme": "5G+",
        "certificate_number": "5G-2019-5550001",
        "class_hours": "30",
        "completed_on": "2019-08-02",
        "result": "passed",
        "hours_claimed": "30",
    },
}
"""Valid answers to every kind, as typed."""

EVIDENCE: dict[str, tuple[str, ...]] = {
    "training": ("certificate",),
    "conference": ("invitation", "attendance"),
    "study_abroad": ("assignment", "travel_record", "report"),
    "patent": ("certificate",),
    "achievement": ("appraisal",),
    "degree": ("transcript", "enrolment"),
    "sector_record": ("record",),
    "public_course": ("certificate",),
}
"""The pieces that each kind must have."""


def answers(kind: str, **changes: Any) -> dict[str, Any]:
    """Valid answers with changes; numbers of patents and appraisals are fresh unless given."""
    number = next(_fresh)
    fresh = {
        "patent": {"patent_number": f"ZL20171{500000 + number:07}.1"},
        "achievement": {"appraisal_number": f"川科鉴字〔2019〕第9{number:04}号"},
        "sector_record": {"record_number": f"CME-2019-{10000 + number}"},
        "public_course": {"certificate_number": f"5G-2019-{5550000 + number}"},
    }
    return FIELDS[kind] | fresh.get(kind, {}) | changes


DECISIONS: dict[str, dict[str, Any]] = {
    "review": {"checks": "all"},
    "verify": {"checks": "all"},
    "send_back": {"reason": "evidence_unclear", "note": "证书第二页看不清楚。"},
    "reject": {"reason": "not_eligible", "note": "不属于认定范围。"},
    "revoke": {"reason": "not_genuine", "note": "证书经核实不属实。", "document": "成人社发〔2019〕1号"},
    "appeal": {"note": "请重新核对证书。"},
    "uphold": {"note": "维持原决定。"},
    "overturn": {"note": "原决定依据不足。"},
}
"""What the cast says when it decides; hours are those confirmed before, else those claimed."""
