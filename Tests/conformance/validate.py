"""Holds recorded exchanges against Xero's official description.

    validate.py SPEC_FOLDER RECORD_FOLDER

Every request that Daybook sent and every answer that the sandbox gave is checked by openapi-core,
which shares no code with either. Where the description is known to be wrong: exceptions.py.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import yaml
from openapi_core import Config, OpenAPI
from openapi_core.testing import MockRequest, MockResponse
from openapi_core.validation.request.exceptions import SecurityValidationError

import exceptions

HOST = "https://api.xero.com"


class PlainLoader(yaml.CSafeLoader):
    """Dates stay text, as JSON has them."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def description(path):
    spec = yaml.load(path.read_text(), PlainLoader)
    # The default of a boolean is the text 'false': the description is no valid one by its own
    # standard, and the validator is told not to mind.
    return OpenAPI.from_dict(spec, config=Config(spec_validator_cls=None))


class Referee:
    def __init__(self, folder):
        self.accounting = description(folder / "xero_accounting.yaml")
        self.identity = description(folder / "xero-identity.yaml")
        self.projects = description(folder / "xero-projects.yaml")
        self.requests = Counter()
        self.answers = Counter()
        self.passed_over = Counter()
        self.problems = []

    def judge(self, exchange):
        path = exchange["path"]
        if exceptions.UNDESCRIBED_PATH.search(path):
            self.passed_over["the OAuth endpoints are in no description"] += 1
            return
        openapi = self.identity
        if path.startswith("/api.xro/"):
            openapi = self.accounting
        elif path.startswith("/projects.xro/"):
            openapi = self.projects
        request = self.request(exchange)
        try:
            openapi.validate_request(request)
        except SecurityValidationError:
            # The scopes named there are the broad ones that new apps can't have.
            self.passed_over["scopes of the description are the old ones"] += 1
        except Exception as error:
            # A request that no server would take was meant to be refused.
            if exchange["status"] != 404:
                self.complain("request", exchange, error)
        else:
            self.requests[f"{exchange['method']} {path_form(path)}"] += 1
        self.judge_answer(openapi, request, exchange)

    def judge_answer(self, openapi, request, exchange):
        path = exchange["path"]
        if exchange["status"] in exceptions.UNDESCRIBED_STATUS:
            self.passed_over[f"status {exchange['status']} is in no description"] += 1
            return
        if not exchange["delivered"] and not exchange["answer"]:
            self.passed_over["the connection was cut before an answer"] += 1
            return
        content_type = dict(
            (name.lower(), value) for name, value in exchange["answer_headers"]
        ).get("content-type", "")
        if exchange["status"] == 200 and content_type.startswith("text/html"):
            self.passed_over["a portal's page came in Xero's place"] += 1
            return
        answer = MockResponse(
            exchange["answer"].encode(), status_code=exchange["status"],
            content_type=content_type.split(";")[0])
        try:
            openapi.validate_response(request, answer)
        except Exception as error:
            self.complain("answer", exchange, error)
        self.answers[f"{exchange['status']} {path_form(path)}"] += 1

    def request(self, exchange):
        headers = dict(exchange["headers"])
        body = exchange["body"].encode() or None
        kind = next(
            (value for name, value in headers.items() if name.lower() == "content-type"), "")
        return MockRequest(
            HOST, exchange["method"].lower(), exceptions.described_path(exchange["path"]),
            args=[tuple(pair) for pair in exchange["query"]], headers=headers, data=body,
            content_type=kind.split(";")[0] or "application/json")

    def complain(self, side, exchange, error):
        where = f"{exchange['method']} {exchange['path']} ({exchange['status']})"
        for cause in reasons(error):
            if exceptions.is_excepted(side, cause):
                continue
            path = "/".join(str(part) for part in getattr(cause, "absolute_path", []))
            text = getattr(cause, "message", str(cause))
            self.problems.append(f"{side} {where} {path}: {text[:500]}")


def reasons(error):
    """What is at the bottom of an error: its schema errors, where there are some."""
    found = getattr(error, "schema_errors", None)
    if found:
        return list(found)
    return reasons(error.__cause__) if error.__cause__ is not None else [error]


def path_form(path):
    return "/".join("{id}" if len(part) > 30 else part for part in path.split("/"))


def main(spec_folder, record_folder):
    referee = Referee(Path(spec_folder))
    files = sorted(Path(record_folder).glob("exchanges-*.jsonl"))
    count = 0
    for file in files:
        # Not splitlines: the text of an attachment has other ends of lines in it.
        for line in filter(None, file.read_text().split("\n")):
            referee.judge(json.loads(line))
            count += 1
    if count == 0:
        sys.exit(f"{record_folder} has no exchange: nothing was recorded, so nothing is shown.")
    for what, counter in [("Requests", referee.requests), ("Answers", referee.answers)]:
        print(f"{what} held against the description:")
        for form, number in sorted(counter.items()):
            print(f"  {number:5}  {form}")
    print("Passed over, for the description says nothing or something known to be wrong:")
    for why, number in sorted(referee.passed_over.items()):
        print(f"  {number:5}  {why}")
    for problem in dict.fromkeys(referee.problems):
        print(f"PROBLEM {problem}")
    print(f"{count} exchanges of {len(files)} servers, {len(referee.problems)} problems.")
    if referee.problems:
        sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
