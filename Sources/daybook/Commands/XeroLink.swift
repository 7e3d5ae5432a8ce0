import ArgumentParser
import Workflow

import struct Books.ClientLink

struct XeroLinkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Link a client to a contact of an organisation.",
    discussion: """
      It proposes contacts by name, e-mail address and number, and you choose.
      What is sent later names the contact by its id, so that a renamed one stays
      the one you meant. Each client may belong to another organisation. A contact
      is made only with --create-contact.

        daybook xero link acme
        daybook xero link acme --organisation 'Mine Ltd' --contact 'Acme Pty Ltd'
      """)

  @Argument(help: ArgumentHelp("The client's key.", valueName: "CLIENT"), completion: .client)
  var client: String
  @Option(help: ArgumentHelp("By its name or tenant id.", valueName: "NAME-OR-ID"))
  var organisation: String?
  @Option(help: ArgumentHelp("By its name or id.", valueName: "NAME-OR-ID"))
  var contact: String?
  @Flag(help: "Make the contact at Xero, by the client's name or that of --contact.")
  var createContact = false
  @Flag(help: "Make it without asking.") var yes = false
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    var (organisation, contact) = (organisation, contact)
    if createContact {
      if isAttended { organisation = try organisation ?? chosenOrganisation(home) }
      contact = try await made(home, organisation)
    } else if contact == nil, isAttended {
      organisation = try organisation ?? chosenOrganisation(home)
      contact = try chosenContact(home, organisation)
    }
    let link = try home.link(
      client, organisation: organisation, contact: contact, dryRun: change.dryRun)
    let printer = Printer()
    if json {
      printer.json(.list("clients", [value(link)]))
      return
    }
    printer.line(
      neutralised(
        "\(change.dryRun ? "Would link" : "Linked") \(link.client) to \(link.contactName), "
          + "\(link.organisation)."))
    let others = try home.clients(sharing: link)
    guard !others.isEmpty else { return }
    printer.line(
      neutralised(
        "\(others.joined(separator: ", ")) \(others.count == 1 ? "is" : "are") linked to this contact "
          + "too: it gets the drafts of each. If that is wrong, link again."))
  }

  /// The new contact's id; nil with `--dry-run`, which makes none.
  private func made(_ home: Home, _ organisation: String?) async throws -> String {
    let plan = try home.contactPlan(client, named: contact, organisation: organisation)
    let what =
      "a contact \"\(plan.contact.name)\" in \(plan.organisation.name), number "
      + "\(plan.contact.number), \(plan.contact.currency)"
    if change.dryRun {
      json
        ? Printer().json(.list("clients", [value(plan)]))
        : Printer().line(neutralised("Would make \(what)."))
      throw ExitCode.success
    }
    try confirm("Make \(what)?", yes: yes)
    return try await home.createContact(plan)
  }

  /// Nil where there is nothing to choose from.
  private func chosenOrganisation(_ home: Home) throws -> String? {
    let all = try home.fetchedOrganisations()
    guard all.count > 1 else { return nil }
    guard let index = choose("In which organisation is \(client)?", all.map(\.name)) else {
      throw Refusal(.confirmationNeeded, "Nothing was linked.")
    }
    return all[index].tenant
  }

  private func chosenContact(_ home: Home, _ organisation: String?) throws -> String {
    let choice = try home.linkChoice(client, organisation: organisation)
    guard !choice.proposals.isEmpty else {
      throw Refusal(
        .confirmationNeeded,
        "No contact of \(choice.organisation.name) looks like \(choice.client.name). Name one with "
          + "--contact, or make one with --create-contact.")
    }
    let told = choice.proposals.map { proposal in
      let contact = proposal.contact
      let more = [contact.email, contact.number ?? ""].filter { !$0.isEmpty }
      let behind = more.isEmpty ? "" : " (\(more.joined(separator: ", ")))"
      return "\(contact.name)\(behind): "
        + proposal.reasons.map(\.rawValue).joined(separator: ", ")
    }
    guard
      let index = choose(
        "Which contact of \(choice.organisation.name) is \(choice.client.name)?", told)
    else { throw Refusal(.confirmationNeeded, "Nothing was linked.") }
    return choice.proposals[index].contact.id
  }

  /// Of a contact that is not made yet.
  private func value(_ plan: ContactPlan) -> JSON {
    .object([
      ("client", .string(client)), ("organisation", .string(plan.organisation.name)),
      ("tenant", .string(plan.organisation.tenant)), ("contact", .string(plan.contact.name)),
      ("contact_id", .null),
    ])
  }

  private func value(_ link: ClientLink) -> JSON {
    .object([
      ("client", .string(link.client)), ("organisation", .string(link.organisation)),
      ("tenant", .string(link.tenant)), ("contact", .string(link.contactName)),
      ("contact_id", .string(link.contact)),
    ])
  }
}
