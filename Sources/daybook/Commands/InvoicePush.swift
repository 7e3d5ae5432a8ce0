import ArgumentParser
import Foundation
import Workflow

struct InvoicePushCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "push",
    abstract: "Put approved time into Xero, as draft invoices.",
    discussion: """
      Exactly what 'preview' shows is sent, one draft a client, and nothing but
      drafts: you send them from Xero when you have looked at them. Whatever fails
      on the way, no draft is made twice; run it again, and it settles what was
      left open before it sends anything new. What it finds in Xero for the same
      contact and does not know stops a draft: see 'invoice adopt'.

        daybook invoice push
        daybook invoice push acme --yes
        daybook invoice push 2026-11 --dry-run
      """)

  @OptionGroup var billing: BillingOptions
  @Option(
    name: .customLong("not-mine"),
    help: ArgumentHelp(
      "An invoice in Xero that other books made, by its id; remembered.", valueName: "ID"))
  var notMine: [String] = []
  @Option(
    name: .customLong("give-up"),
    help: ArgumentHelp(
      "A push left open at a stand-in on this machine that is gone, by its reference.",
      valueName: "REFERENCE"))
  var givenUp: [String] = []
  @Flag(help: "Send without asking.") var yes = false
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let selection = try billing.selection(in: home)
    let printer = Printer()
    if !change.dryRun {
      try home.refuseFixedClock()
      try await disown(home, printer)
      try giveUp(home)
    }
    let plan = try home.pushPlan(selection)
    for push in plan.elsewhere { writeToStandardError(neutralised(push.sentence) + "\n") }
    if plan.isEmpty {
      if json {
        printer.json(
          DraftOutput.json([], of: plan.preview, open: change.dryRun ? plan.open : nil))
      } else {
        DraftOutput.show(resting: plan.preview.resting, printer)
        printer.line("Nothing to push.")
      }
      return
    }
    if change.dryRun {
      json
        ? printer.json(DraftOutput.json(plan.preview, open: plan.open)) : show(plan, printer)
      return try refuse(plan.preview.stopped)
    }
    if !yes { showPlan(json: json) { show(plan, $0) } }
    if !plan.hasWork {
      if json { printer.json(DraftOutput.json([], of: plan.preview)) }
      return try refuse(plan.preview.stopped)
    }
    try confirm("Send \(plan.count) to Xero?", yes: yes)
    for organisation in plan.newOrganisations { try confirmName(organisation) }
    let report = try await home.pushInvoices(selection, shown: yes ? nil : plan.preview) {
      sentence in
      writeToStandardError(neutralised(sentence) + "\n")
    }
    if json {
      var preview = report.preview
      preview.stopped = report.stopped
      printer.json(DraftOutput.json(report.outcomes.map(value), of: preview))
    } else {
      summarise(report, printer)
    }
    try refuseUnsent(report)
  }

  private func disown(_ home: Home, _ printer: Printer) async throws {
    for id in notMine {
      let invoice = try await home.strangeInvoice(id)
      try confirm("Is \(invoice.number) of other books than these?", yes: yes)
      try home.disown(invoice, why: change.reason)
    }
  }

  private func giveUp(_ home: Home) throws {
    for reference in givenUp {
      try home.giveUp(reference, why: change.reason) { push in
        let count = plural(push.entries, "entry", "entries")
        try confirm(
          "Is \(push.environment) gone for good, and \(count) to be billed again?", yes: yes)
      }
    }
  }

  /// The first push to an organisation: its name must be said once, here or as it was linked.
  private func confirmName(_ organisation: PushPlan.NewOrganisation) throws {
    if yes, organisation.isNamed { return }
    let name = organisation.name + (organisation.isDemoCompany ? " (Demo Company)" : "")
    guard isAttended else {
      guard !organisation.isNamed else { return }
      throw Refusal(
        .confirmationNeeded,
        "Nothing was ever pushed to \(name) from here. Say once that it is the one: "
          + organisation.unnamed.map {
            "\"daybook xero link \($0) --organisation '\(organisation.name)'\""
          }.joined(separator: ", ") + ". Nothing was done.")
    }
    writeToStandardError(
      neutralised("This is the first push to \(name). Type the organisation's name to go on: "))
    let answer = (readLine() ?? "").trimmingCharacters(in: .whitespaces)
    guard answer.lowercased() == organisation.name.lowercased() else {
      throw Refusal(.confirmationNeeded, "That is not \(name). Nothing was done.")
    }
  }

  /// Where some drafts went, says so before what the others wait for.
  private func refuseUnsent(_ report: PushReport) throws {
    func refusals(_ outcomes: [PushOutcome]) -> [(client: String, refusal: Refusal)] {
      outcomes.compactMap { outcome in outcome.refusal.map { (outcome.client, $0) } }
    }
    let made = report.outcomes.filter(\.isInXero)
    let waiting = refusals(report.outcomes.filter { !$0.isInXero }) + report.stopped
    let all = refusals(report.outcomes) + report.stopped
    guard let first = all.first, !made.isEmpty, !waiting.isEmpty else { return try refuse(all) }
    let known = refusals(made).map { "\($0.client): \($0.refusal)" }
    let count = report.outcomes.count + report.stopped.count
    var waits = waiting.map { "\($0.client) waits: \($0.refusal)" }
    waits[0] =
      "\(made.count) of \(count) drafts \(made.count == 1 ? "is" : "are") in Xero; " + waits[0]
    throw Refusal(first.refusal.kind, (known + waits).joined(separator: "\n"))
  }

  private func show(_ plan: PushPlan, _ printer: Printer) {
    for reference in plan.open { printer.line(neutralised("To settle first: \(reference)")) }
    for draft in plan.preview.drafts { DraftOutput.show(draft, printer) }
    DraftOutput.show(resting: plan.preview.resting, printer)
  }

  private func summarise(_ report: PushReport, _ printer: Printer) {
    for outcome in report.outcomes {
      switch outcome.state {
      case .created, .totalsDiffer:
        printer.line(
          neutralised(
            "\(outcome.client): \(outcome.number ?? ""), \(outcome.reference), "
              + "\(outcome.total?.text(places: 2) ?? "") \(outcome.currency), a draft in Xero"))
      case .rejected, .notSent, .unknown, .conflict:
        printer.line(
          neutralised("\(outcome.client): \(outcome.reference): \(outcome.state.rawValue)"))
      }
      for message in outcome.messages { printer.line("  " + neutralised(message)) }
    }
  }

  private func value(_ outcome: PushOutcome) -> JSON {
    .object([
      ("client", .string(outcome.client)), ("state", .string(outcome.state.rawValue)),
      ("invoice_id", .optional(outcome.invoice?.text)), ("number", .optional(outcome.number)),
      ("reference", .string(outcome.reference)),
      ("total", .optional(outcome.total?.text(places: 2))),
      ("currency", .string(outcome.currency.code)), ("messages", .strings(outcome.messages)),
    ])
  }
}
