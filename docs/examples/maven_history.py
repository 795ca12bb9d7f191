#!/usr/bin/env python3
"""Makes deals.csv and acts.csv for `ante forecast backtest` from Maven Analytics' CRM tables.

    maven_history.py FOLDER_OF_THE_TABLES FOLDER

The tables (https://mavenanalytics.io/data-playground, "CRM Sales Opportunities") know when a deal
was engaged and closed, and nothing of what anybody did in between: there are no acts, and an honest
forecast says that it can't tell. The amount is the product's list price, since the closing price is
known only afterwards (0 for every lost deal: it would give the answer away).
"""
import csv
import sys
from pathlib import Path

ENDS = {"Won": "won", "Lost": "lost"}


def main(tables, folder):
    tables, folder = Path(tables), Path(folder)
    with open(tables / "products.csv", newline="") as file:
        # The pipeline writes "GTXPro" for "GTX Pro".
        price = {row["product"].replace(" ", ""): row["sales_price"]
                 for row in csv.DictReader(file)}
    with open(tables / "maven_pipeline.csv", newline="") as file, \
            open(folder / "deals.csv", "w", newline="") as deals_file:
        deals = csv.writer(deals_file)
        deals.writerow(["deal", "opened", "closed", "outcome", "amount", "kind"])
        for row in csv.DictReader(file):
            if not row["engage_date"]:
                continue  # Not begun yet.
            end = ENDS.get(row["deal_stage"], "")
            deals.writerow([row["opportunity_id"], row["engage_date"],
                            row["close_date"] if end else "", end,
                            price[row["product"].replace(" ", "")], row["product"]])
    (folder / "acts.csv").write_text("deal,at,side,kind,effort\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
