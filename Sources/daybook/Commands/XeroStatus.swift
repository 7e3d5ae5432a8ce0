import Activity
import ArgumentParser
import Workflow

import struct Xero.CallLimits
import struct Xero.SignedIn

struct XeroStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say who is signed in until when, and which clients are linked.",
    discussion: """
      It asks nobody: 'daybook xero doctor' asks Xero.

        daybook xero status
      """)

  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let status = try common.account().status(clients: home.settings.clients)
    let printer = Printer()
    json ? printer.json(value(status)) : show(status, home.days, printer)
  }

  private func value(_ status: XeroStatus) -> JSON {
    .object([
      ("schema", .int(1)), ("signed_in", .bool(!status.signIns.isEmpty)),
      ("environment", .string(status.environment)),
      ("sign_ins", .array(status.signIns.map(value))),
      (
        "organisations",
        .array(
          status.organisations.map { organisation in
            .object(
              [
                ("tenant", .string(organisation.tenant)), ("name", .string(organisation.name)),
                (
                  "fetched_at", .optional(organisation.fetchedAt.map(OrganisationOutput.utcText))
                ),
              ] + OrganisationOutput.limits(organisation.limits))
          })
      ),
      (
        "clients",
        .array(
          status.links.map { link in
            .object([
              ("client", .string(link.client)), ("organisation", .optional(link.organisation)),
              ("contact", .optional(link.contact)),
            ])
          })
      ),
    ])
  }

  private func value(_ signedIn: SignedIn) -> JSON {
    .object([
      ("user", .string(signedIn.userName)), ("user_id", .string(signedIn.key.userID)),
      ("client_id", .string(signedIn.key.clientID)), ("scopes", .strings(signedIn.scopes)),
      ("missing_scopes", .strings(signedIn.missing.map(\.scope))),
      ("tokens", .string(signedIn.place.rawValue)),
      ("signed_in_at", .string(OrganisationOutput.utcText(signedIn.signedInAt))),
      ("renewed_at", .string(OrganisationOutput.utcText(signedIn.renewedAt))),
      ("ends_at", .string(OrganisationOutput.utcText(signedIn.endsAt))),
    ])
  }

  private func show(_ status: XeroStatus, _ days: WorkingDays, _ printer: Printer) {
    func date(_ instant: Instant) -> String {
      String(Texts.moment(instant.flooredSeconds, in: days).prefix(10))
    }
    if status.signIns.isEmpty {
      printer.line("Not signed in (\(status.environment)). Run \"daybook xero login\".")
    }
    for one in status.signIns {
      let who = one.userName.isEmpty ? "" : " as \(one.userName)"
      let place = one.place == .secretService ? "the keyring" : "a file"
      printer.line(
        neutralised(
          "Signed in\(who) (\(status.environment)), tokens in \(place). Ends on "
            + "\(date(one.endsAt)) if nothing is asked of Xero until then."))
      if status.now >= one.warnsAt {
        printer.line("That is soon: \"daybook xero organisations\" keeps it alive.")
      }
      for missing in one.missing {
        printer.line(
          neutralised(
            "Not granted: \(missing.scope), to \(missing.sentence). \"daybook xero login "
              + "--add-scopes \(missing.scope)\" asks for it."))
      }
    }
    if !status.organisations.isEmpty { showOrganisations(status, days, printer) }
    var table = Table([
      .init(title: "client"), .init(title: "organisation", flexible: true),
      .init(title: "contact", flexible: true),
    ])
    for link in status.links {
      table.add([link.client, link.organisation ?? "not linked", link.contact ?? ""])
    }
    printer.line()
    printer.table(table)
  }

  private func showOrganisations(
    _ status: XeroStatus, _ days: WorkingDays, _ printer: Printer
  ) {
    var table = Table([
      .init(title: "fetched organisation", flexible: true), .init(title: "on"),
      .init(title: "calls left today", alignment: .right), .init(title: "as of"),
    ])
    for organisation in status.organisations {
      table.add([
        organisation.name,
        organisation.fetchedAt.map { String(Texts.moment($0.flooredSeconds, in: days).prefix(10)) }
          ?? "",
        organisation.limits?.day.map { String($0) } ?? "not known",
        organisation.limits.map { Texts.time($0.saidAt.flooredSeconds, in: days) } ?? "",
      ])
    }
    printer.line()
    printer.table(table)
    for organisation in status.organisations {
      guard let resumes = organisation.limits?.resumesAt, resumes > status.now else { continue }
      printer.line(
        neutralised(
          "\(organisation.name) takes calls again from "
            + "\(Texts.moment(resumes.flooredSeconds, in: days)) on."))
    }
  }
}

extension OrganisationOutput {
  static func limits(_ limits: CallLimits?) -> [(String, JSON)] {
    [
      ("calls_left_today", limits?.day.map { .int(Int64($0)) } ?? .null),
      ("calls_left_as_of", .optional(limits.map { utcText($0.saidAt) })),
      ("resumes_at", .optional(limits?.resumesAt.map(utcText))),
    ]
  }
}

struct XeroOrganisationsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "organisations",
    abstract: "List the organisations that are connected.",
    discussion: """
        daybook xero organisations
      """)

  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let (organisations, failures) = try await common.account().organisations()
    show(organisations, Printer())
    guard failures.isEmpty else {
      throw Refusal(
        .network, failures.map { "\($0.user): \($0.error)" }.joined(separator: "\n"))
    }
  }

  private func show(_ organisations: [XeroAccount.ConnectedOrganisation], _ printer: Printer) {
    if json {
      printer.json(
        .list(
          "organisations",
          organisations.map { one in
            .object(
              [
                ("tenant", .string(one.tenant)), ("name", .string(one.name)),
                ("user", .string(one.user)),
                ("connected_at", .optional(one.connectedAt.map(OrganisationOutput.utcText))),
                ("fetched_at", .optional(one.fetchedAt.map(OrganisationOutput.utcText))),
              ] + OrganisationOutput.limits(one.limits))
          }))
      return
    }
    var table = Table([
      .init(title: "organisation", flexible: true), .init(title: "tenant"),
      .init(title: "fetched"), .init(title: "calls left today", alignment: .right),
    ])
    for one in organisations {
      table.add([
        one.name, one.tenant,
        one.fetchedAt.map { String(OrganisationOutput.utcText($0).prefix(10)) } ?? "never",
        one.limits?.day.map { String($0) } ?? "",
      ])
    }
    printer.table(table)
  }
}
