#!/usr/bin/env python3
"""Makes deals.csv and acts.csv for `ante forecast backtest` from the loan-offer log of BPI 2012.

    bpi2012_history.py LOG.csv[.gz] FOLDER

The log (https://doi.org/10.4121/uuid:3926db30-f712-4394-aebc-75976070e91f, as CSV with the columns
case, amount_req, activity, lifecycle, timestamp) is a bank's. A deal begins when the first offer is
sent (O_SENT) and ends when the application is approved, declined or cancelled. The customer acts
when he sends the offer back with his papers (O_SENT_BACK): work, grade 2. Whatever the bank's
people do (W_…: calls after offers and after missing papers, checks) and further offers are ours.
"""
import csv
import gzip
import sys
from collections import defaultdict
from datetime import datetime
from pathlib import Path

ENDS = {"A_APPROVED": "approved", "A_DECLINED": "declined", "A_CANCELLED": "cancelled"}


def main(log, folder):
    cases = defaultdict(list)
    amount = {}
    opened = gzip.open(log, "rt") if log.endswith(".gz") else open(log, newline="")
    with opened as file:
        for row in csv.DictReader(file):
            at = datetime.fromisoformat(row["timestamp"])
            cases[row["case"]].append((at, row["activity"], row["lifecycle"]))
            amount[row["case"]] = row["amount_req"]

    folder = Path(folder)
    with open(folder / "deals.csv", "w", newline="") as deals_file, \
            open(folder / "acts.csv", "w", newline="") as acts_file:
        deals, acts = csv.writer(deals_file), csv.writer(acts_file)
        deals.writerow(["deal", "opened", "closed", "outcome", "amount"])
        acts.writerow(["deal", "at", "side", "kind", "effort"])
        for case, events in cases.items():
            events.sort(key=lambda event: event[0])
            sent = next((at for at, activity, _ in events if activity == "O_SENT"), None)
            if sent is None:
                continue
            end = next(((at, ENDS[activity]) for at, activity, _ in events
                        if activity in ENDS and at >= sent), None)
            deals.writerow([case, sent.isoformat(), end[0].isoformat() if end else "",
                            end[1] if end else "", amount[case]])
            for at, activity, lifecycle in events:
                if at < sent:
                    continue
                if activity == "O_SENT_BACK":
                    acts.writerow([case, at.isoformat(), "buyer", "papers_returned", 2])
                elif activity == "O_SENT" and at > sent:
                    acts.writerow([case, at.isoformat(), "seller", "another_offer", ""])
                elif activity.startswith("W_") and lifecycle == "START":
                    kind = activity[2:].replace(" ", "_").lower()
                    acts.writerow([case, at.isoformat(), "seller", kind, ""])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
