"""Xero's own Python client reads back what Daybook made.

    referee.py DAYBOOK SANDBOX

Daybook pushes the example day to a sandbox. Then xero-python, which knows nothing of Daybook,
signs in to the same sandbox by itself, reads every invoice and compares it with what Daybook says
it sent, field by field; it also creates an invoice of its own, finds it and reads it back.
"""

import base64
import hashlib
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone
import urllib.error
import urllib.parse
import urllib.request
from decimal import Decimal
from pathlib import Path

from xero_python.accounting import (
    Account, AccountingApi, Contact, Contacts, Invoice, Invoices, LineAmountTypes, LineItem, Payment,
    Payments
)
from xero_python.api_client import ApiClient
from xero_python.api_client.configuration import Configuration
from xero_python.api_client.oauth2 import OAuth2Token
from xero_python.identity import IdentityApi
from xero_python.project import ProjectApi, TimeEntryCreateOrUpdate

REPOSITORY = Path(__file__).resolve().parents[2]
SCOPES = (
    "openid profile email offline_access accounting.invoices accounting.contacts "
    "accounting.settings.read accounting.payments accounting.reports.aged.read projects"
)
REDIRECT = "http://localhost:8797/callback"


def same(what, mine, theirs):
    """Stops the run at the first difference."""
    if mine != theirs:
        sys.exit(f"{what}: Daybook says {mine!r}, xero-python reads {theirs!r}.")


class Sandbox:
    def __init__(self, program, folder):
        lines = folder / "env"
        with lines.open("wb") as output:
            self.process = subprocess.Popen(
                [program, "--print-env"], stdout=output, stdin=subprocess.DEVNULL)
        self.environment = {}
        for _ in range(300):
            for line in lines.read_text().splitlines():
                name, _, value = line.removeprefix("export ").partition("=")
                self.environment[name] = value.strip("'\"")
            if "XERO_SANDBOX_BACK_OFFICE" in self.environment:
                return
            time.sleep(0.1)
        sys.exit("The sandbox did not start.")

    def back_office(self, path, method="GET"):
        address = self.environment["XERO_SANDBOX_BACK_OFFICE"] + path
        with urllib.request.urlopen(urllib.request.Request(address, method=method)) as answer:
            return json.load(answer)


class Daybook:
    """The built program on the example home."""

    def __init__(self, program, folder, sandbox):
        self.program = program
        config = folder / "home" / "config"
        (config / "rules.d").mkdir(parents=True)
        examples = REPOSITORY / "examples"
        for file in [*examples.glob("*.yaml"), *examples.glob("rules.d/*.yaml")]:
            (config / file.relative_to(examples)).write_bytes(file.read_bytes())
        browser = folder / "browser"
        browser.write_text('#!/bin/sh\nexec curl -sSL -o /dev/null "$1"\n')
        browser.chmod(0o755)
        self.environment = {
            "PATH": os.environ["PATH"], "TZ": "Pacific/Auckland", "USER": "hana",
            "DAYBOOK_HOME": str(folder / "home"), "BROWSER": str(browser),
            "DAYBOOK_NOW": "2026-11-21T18:00:00+13:00", **sandbox.environment,
        }

    def run(self, *words):
        done = subprocess.run(
            [self.program, *words], env=self.environment, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"daybook {' '.join(words)}: {done.stderr}")
        return done.stdout

    def push_example_day(self):
        self.run("activity", "import", str(REPOSITORY / "examples" / "day.jsonl"))
        self.run("approve", "2026-11-20")
        self.run("xero", "login")
        self.run("xero", "sync")
        for client, contact in [
            ("acme", "Acme Pty Ltd"), ("brightside", "Brightside Dental"),
            ("northwind", "Northwind Traders GmbH"),
        ]:
            self.run(
                "xero", "link", client, "--organisation", "Harbour Studio Ltd", "--contact",
                contact)
        previews = json.loads(self.run("invoice", "preview", "--json"))["drafts"]
        pushed = json.loads(self.run("invoice", "push", "--yes", "--json"))["drafts"]
        same("drafts", len(previews), len(pushed))
        return list(zip(previews, pushed))


def sign_in(environment):
    """The authorization code flow with PKCE, by hand: the client library leaves it to us."""
    client_id = environment["DAYBOOK_XERO_CLIENT_ID"]
    verifier = secrets.token_urlsafe(48)
    digest = hashlib.sha256(verifier.encode()).digest()
    query = urllib.parse.urlencode({
        "response_type": "code", "client_id": client_id, "redirect_uri": REDIRECT,
        "scope": SCOPES, "state": "referee", "code_challenge_method": "S256",
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
    })

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *arguments):
            return None

    try:
        urllib.request.build_opener(Stay).open(
            f"{environment['DAYBOOK_XERO_LOGIN']}/identity/connect/authorize?{query}")
        sys.exit("The sandbox's consent page did not send us back.")
    except urllib.error.HTTPError as answer:
        back = urllib.parse.urlsplit(answer.headers["Location"])
    found = urllib.parse.parse_qs(back.query)
    same("state", ["referee"], found["state"])
    body = urllib.parse.urlencode({
        "grant_type": "authorization_code", "client_id": client_id, "code": found["code"][0],
        "redirect_uri": REDIRECT, "code_verifier": verifier,
    }).encode()
    with urllib.request.urlopen(
        f"{environment['DAYBOOK_XERO_IDENTITY']}/connect/token", body
    ) as answer:
        return json.load(answer)


def xero_python(environment, token):
    client = ApiClient(
        Configuration(oauth2_token=OAuth2Token(client_id="unused", client_secret="unused")),
        pool_threads=1)
    client.oauth2_token_getter(lambda: token)
    client.oauth2_token_saver(lambda _: None)
    client.set_oauth2_token(token)
    api = environment["DAYBOOK_XERO_API"]
    return (
        AccountingApi(client, base_url=api + "/api.xro/2.0"),
        IdentityApi(client, base_url=api),
        ProjectApi(client, base_url=api + "/projects.xro/2.0"))


def compare(preview, pushed, invoice):
    name = pushed["number"]
    for what, mine, theirs in [
        ("number", name, invoice.invoice_number),
        ("reference", preview["reference"], invoice.reference),
        ("contact", preview["contact"], invoice.contact.name),
        ("currency", preview["currency"], invoice.currency_code.name),
        ("date", preview["date"], invoice.date.isoformat()),
        ("due", preview["due"], invoice.due_date.isoformat() if invoice.due_date else None),
        ("status", "DRAFT", invoice.status),
        ("type", "ACCREC", invoice.type),
        ("subtotal", Decimal(preview["subtotal"]), money(invoice.sub_total)),
        ("tax", Decimal(preview["tax"]), money(invoice.total_tax)),
        ("total", Decimal(preview["total"]), money(invoice.total)),
        ("pushed total", Decimal(pushed["total"]), money(invoice.total)),
        ("number of lines", len(preview["lines"]), len(invoice.line_items)),
    ]:
        same(f"{name}, {what}", mine, theirs)
    for position, (line, item) in enumerate(zip(preview["lines"], invoice.line_items), 1):
        for what, mine, theirs in [
            ("description", line["description"], item.description),
            ("quantity", Decimal(line["quantity"]), money(item.quantity)),
            ("unit amount", Decimal(line["unit_amount"]), money(item.unit_amount)),
            ("line amount", Decimal(line["line_amount"]), money(item.line_amount)),
            ("account", line["account"], item.account_code),
            ("tax type", line["tax"], item.tax_type),
        ]:
            same(f"{name}, line {position}, {what}", mine, theirs)


def money(value):
    """xero-python reads JSON numbers as floats or Decimals; their shortest text is exact."""
    return Decimal(str(value))


def make_and_read_back(accounting, tenant):
    contact = accounting.get_contacts(tenant, where='Name=="Acme Pty Ltd"').contacts[0]
    line = LineItem(
        description="Made by the referee", quantity=2, unit_amount=10.5, account_code="200",
        tax_type="OUTPUT2")
    made = accounting.create_invoices(
        tenant,
        Invoices(invoices=[
            Invoice(
                type="ACCREC", contact=Contact(contact_id=contact.contact_id),
                line_items=[line], reference="Referee", status="DRAFT",
                line_amount_types=LineAmountTypes.EXCLUSIVE)
        ]),
        summarize_errors=False, unitdp=4, idempotency_key=secrets.token_hex(16)).invoices[0]
    same("the referee's total", Decimal("24.15"), money(made.total))
    found = accounting.get_invoices(tenant, where='Reference=="Referee"').invoices
    same("the referee's invoice, found", [made.invoice_id], [one.invoice_id for one in found])
    read = accounting.get_invoice(tenant, made.invoice_id).invoices[0]
    same("the referee's line", "Made by the referee", read.line_items[0].description)


def compare_settings(daybook, accounting, tenant):
    """What Daybook fetched is what the client library reads."""
    copy = next(
        one for one in json.loads(daybook.run("xero", "sync", "--json"))["organisations"]
        if one["tenant"] == tenant)
    organisation = accounting.get_organisations(tenant).organisations[0]
    contacts = accounting.get_contacts(tenant, include_archived=True, page=1, page_size=1000)
    tracking = accounting.get_tracking_categories(tenant, include_archived=True)
    for what, mine, theirs in [
        ("name", copy["name"], organisation.name),
        ("short code", copy["short_code"], organisation.short_code),
        ("currency", copy["currency"], organisation.base_currency.name),
        ("demo", copy["demo"], organisation.is_demo_company),
        ("contacts", copy["contacts"], len(contacts.contacts)),
        ("accounts", copy["accounts"], len(accounting.get_accounts(tenant).accounts)),
        ("tax rates", copy["tax_rates"], len(accounting.get_tax_rates(tenant).tax_rates)),
        ("items", copy["items"], len(accounting.get_items(tenant, unitdp=4).items)),
        ("tracking", copy["tracking"], len(tracking.tracking_categories)),
        ("branding themes", copy["branding_themes"],
         len(accounting.get_branding_themes(tenant).branding_themes)),
        ("currencies", copy["currencies"],
         [one.code.name for one in accounting.get_currencies(tenant).currencies]),
    ]:
        same(f"{copy['name']}, {what}", mine, theirs)
    print(f"{copy['name']}: contacts and all settings, the same in number and name.")


def make_contact_and_read_back(accounting, tenant):
    since = datetime.now(timezone.utc) - timedelta(seconds=1)
    made = accounting.create_contacts(
        tenant, Contacts(contacts=[Contact(name="The referee", contact_number="referee")]),
        idempotency_key=secrets.token_hex(16)).contacts[0]
    changed = accounting.get_contacts(tenant, if_modified_since=since).contacts
    same("contacts changed since", ["The referee"], [one.name for one in changed])
    found = accounting.get_contacts(tenant, where='ContactNumber=="referee"').contacts
    same("the referee's contact", [made.contact_id], [one.contact_id for one in found])
    print("xero-python made a contact, found it by number and by the time of its change.")


def pay_and_read_back(sandbox, accounting, tenant):
    """What Daybook never does: too much is refused inside a 200, what is due is paid."""
    invoice = accounting.get_invoices(tenant, where='Reference=="Referee"').invoices[0]
    sandbox.back_office(f"/invoices/{invoice.invoice_id}/approve", "POST")

    def pay(amount):
        payment = Payment(
            invoice=Invoice(invoice_id=invoice.invoice_id), account=Account(code="090"),
            amount=amount, reference="Referee")
        return accounting.create_payments(
            tenant, Payments(payments=[payment]), idempotency_key=secrets.token_hex(16)).payments[0]

    refused = pay(24.16)
    same("a payment of too much",
         ["Payment amount exceeds the amount outstanding on this document"],
         [one.message for one in refused.validation_errors])
    same("a payment of what is due", False, pay(24.15).has_validation_errors)
    paid = accounting.get_invoice(tenant, invoice.invoice_id).invoices[0]
    same("the paid invoice", ("PAID", Decimal("24.15")), (paid.status, money(paid.amount_paid)))
    report = accounting.get_report_aged_receivables_by_contact(
        tenant, invoice.contact.contact_id).reports[0]
    rows = [row.cells for section in report.rows for row in section.rows or []]
    named = [cells for cells in rows if cells[1].value == invoice.invoice_number]
    same("the report's row", [("24.15", "24.15", "0.00", invoice.invoice_id)],
         [(one[4].value, one[5].value, one[7].value, one[4].attributes[0].value)
          for one in named])
    print("xero-python was refused a payment of too much, paid an invoice and read the report of it.")


def log_time_and_read_back(projects, tenant):
    project = projects.get_projects(tenant).items[0]
    task = projects.get_tasks(tenant, project.project_id).items[0]
    user = projects.get_project_users(tenant).items[0]
    entry = TimeEntryCreateOrUpdate(
        user_id=user.user_id, task_id=task.task_id, duration=30, description="Referee",
        date_utc=datetime(2026, 11, 20, 9, tzinfo=timezone.utc))
    made = projects.create_time_entry(
        tenant, project.project_id, entry, idempotency_key=secrets.token_hex(16))
    found = projects.get_time_entries(tenant, project.project_id).items
    same("time entries", [(made.time_entry_id, 30, "ACTIVE")],
         [(one.time_entry_id, one.duration, one.status) for one in found])
    same("minutes of the project", 30,
         projects.get_project(tenant, project.project_id).minutes_logged)
    projects.delete_time_entry(tenant, project.project_id, made.time_entry_id)
    same("time entries after that", [],
         projects.get_time_entries(tenant, project.project_id).items)
    print("xero-python logged time in Xero Projects, read it back and deleted it.")


def main(daybook_program, sandbox_program):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sandbox = Sandbox(sandbox_program, folder)
        try:
            daybook = Daybook(daybook_program, folder, sandbox)
            drafts = daybook.push_example_day()
            same("violations of what a careful client does", [],
                 sandbox.back_office("/violations")["violations"])
            token = sign_in(sandbox.environment)
            accounting, identity, projects = xero_python(sandbox.environment, token)
            tenant = next(
                one.tenant_id for one in identity.get_connections()
                if one.tenant_name == "Harbour Studio Ltd")
            listed = {
                one.invoice_id: one
                for one in accounting.get_invoices(tenant, unitdp=4, page=1).invoices}
            same("number of invoices", len(drafts), len(listed))
            for preview, pushed in drafts:
                compare(preview, pushed, listed[pushed["invoice_id"]])
                one = accounting.get_invoice(tenant, pushed["invoice_id"], unitdp=4)
                compare(preview, pushed, one.invoices[0])
                print(f"{pushed['number']}: {pushed['total']} {pushed['currency']}, "
                      f"{len(preview['lines'])} lines, the same in every field.")
            compare_settings(daybook, accounting, tenant)
            make_contact_and_read_back(accounting, tenant)
            make_and_read_back(accounting, tenant)
            print("xero-python signed in, made an invoice of its own, found it and read it back.")
            pay_and_read_back(sandbox, accounting, tenant)
            log_time_and_read_back(projects, tenant)
        finally:
            sandbox.process.terminate()
            sandbox.process.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
