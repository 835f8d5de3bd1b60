"""Write an organization with many generated records: make_organization.py FOLDER COUNT.

Most records are of the usual size (about 2 KB), every tenth is long; texts vary, so that an index has a real vocabulary.
The same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import random
import shutil
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parent.parent
SYSTEMS = ("ERP", "WMS", "MES", "FIN", "PRINT", "NET", "TPL", "HOSP")
MODES = (
    "disk-full",
    "heavy-report",
    "network-down",
    "power-loss",
    "interface-failure",
    "print-failure",
    "login-failure",
)
SUBJECTS = ("出库单", "凭证", "工单", "标签", "对账单", "库存台账", "批记录", "采购单", "发货单", "登录页")
FAULTS = (
    "保存失败",
    "打不开",
    "转圈无响应",
    "数量对不上",
    "重复过账",
    "打印空白",
    "查询超时",
    "被锁住",
    "导入后变慢",
    "丢了一行",
)
CAUSES = (
    "表空间写满",
    "接口重试没有幂等键",
    "证书到期",
    "交换机端口环路",
    "备份任务占满磁盘",
    "报表全表扫描",
    "时钟漂移",
    "参数被改动",
)
STEPS = (
    "check-network",
    "check-disk",
    "preserve-evidence",
    "call-vendor",
    "start-manual-mode",
    "reconcile",
    "check-client",
)


def sentence(choose: random.Random) -> str:
    """Return one varied sentence."""
    subject, fault, cause = choose.choice(SUBJECTS), choose.choice(FAULTS), choose.choice(CAUSES)
    code = f"{choose.choice(('ORA', 'E', 'TNS'))}-{choose.randrange(10000, 99999)}"
    return f"{subject}{fault}，屏幕显示 {code}，{choose.randrange(2, 60)} 个人受影响，后来查明是{cause}。"


def record(number: int, choose: random.Random) -> tuple[str, str]:
    """Return the path and the YAML of one post-mortem."""
    start = datetime(2020, 1, 1) + timedelta(days=number * 2000 // 900 % 2400, minutes=choose.randrange(1440))
    identifier = f"PM-{start.year}-{number:05d}"
    long = number % 10 == 0
    lines = [
        f"id: {identifier}",
        f"title: {choose.choice(SUBJECTS)}{choose.choice(FAULTS)}，第 {number} 次",
        "status: approved",
        f"severity: S{choose.randrange(1, 5)}",
        f"systems: [{choose.choice(SYSTEMS)}]",
        f"failure_mode: {choose.choice(MODES)}",
        f"started_at: {start:%Y-%m-%dT%H:%M}+08:00",
        f"detected_at: {start + timedelta(minutes=9):%Y-%m-%dT%H:%M}+08:00",
        f"restored_at: {start + timedelta(minutes=200):%Y-%m-%dT%H:%M}+08:00",
        f"summary: {sentence(choose)}{sentence(choose)}",
        "symptoms:",
        *(f"  - {sentence(choose)}" for _ in range(3)),
        "error_codes:",
        f"  - {{code: ORA-{choose.randrange(100, 99999):05d}, text: unable to extend}}",
        "team: {commander: 应急总负责人}",
        "timeline:",
    ]
    for minute in range(20 if long else 6):
        at = f"{start + timedelta(minutes=10 + minute):%Y-%m-%dT%H:%M}+08:00"
        lines.append(
            f"  - {{at: {at}, kind: act, track: {choose.choice(('tech', 'business'))}, role: IT 联络人, text: {sentence(choose)[:24]}}}"
        )
    lines += [
        "causes:",
        f"  - text: {choose.choice(CAUSES)}",
        "    role: root",
        f"    why_chain: [{choose.choice(CAUSES)}, {choose.choice(CAUSES)}]",
        "steps:",
        *(
            f"  - {{key: {key}, phase: triage, text: {sentence(choose)[:20]}, role: IT 联络人}}"
            for key in choose.sample(STEPS, 2)
        ),
        f"lessons: [{sentence(choose)}]",
        "no_capa_reason: 生成的测试记录",
        "",
    ]
    return f"postmortems/{start.year}/{identifier}.yml", "\n".join(lines)


def make(folder: Path, count: int) -> None:
    """Lay out in `folder` the sample organization with `count` generated post-mortems added."""
    for name in ("kb", "sop", "postmortems"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    choose = random.Random(count)
    for number in range(1, count + 1):
        path, text = record(number, choose)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    arguments = parser.parse_args()
    make(arguments.folder, arguments.count)
