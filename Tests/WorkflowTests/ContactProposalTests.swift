import Activity
import Billing
import Testing

@testable import Workflow

@Suite struct ContactProposalTests {
  private func client(_ key: String, _ name: String, aliases: [String] = []) -> Client {
    Client(
      key: key, name: name, aliases: aliases, currency: Currency("NZD")!,
      place: Place(file: "clients.yaml", line: 1))
  }

  private func contact(
    _ name: String, email: String = "", number: String? = nil, active: Bool = true
  ) -> OrganisationCopy.Contact {
    OrganisationCopy.Contact(
      id: "id-\(name)", name: name, email: email, number: number, isActive: active)
  }

  private func proposed(_ client: Client, _ contacts: OrganisationCopy.Contact...) -> [String] {
    let copy = OrganisationCopy(
      tenant: "t", name: "Mine", shortCode: "", isDemoCompany: false, baseCurrency: "NZD",
      paysTax: true, contacts: contacts, accounts: [], taxRates: [], items: [], tracking: [],
      brandingThemes: [], currencies: [], fetched: [:])
    return copy.proposals(for: client).map { proposal in
      proposal.contact.name + ": " + proposal.reasons.map(\.rawValue).joined(separator: ", ")
    }
  }

  @Test func `number, then name, then e-mail, then words`() {
    let client = client("acme", "Acme Pty Ltd", aliases: ["Acme Web"])
    #expect(
      proposed(
        client, contact("Sydney Acme Works"), contact("Other", email: "pay@acme.example"),
        contact("ACME  PTY LTD"), contact("Acme Web"), contact("Acme Limited"),
        contact("A.", number: "Acme")) == [
          "A.: its number is the client's key", "ACME  PTY LTD: the same name",
          "Acme Web: an alias of the client",
          "Acme Limited: the same name but for its legal form",
          "Other: its e-mail address", "Sydney Acme Works: words of the name",
        ])
  }

  @Test func `legal forms and everybody's mail hosts make no likeness`() {
    #expect(
      proposed(
        client("acme", "Acme Pty Ltd"), contact("Bondi Surf Pty Ltd"),
        contact("Gmail Co", email: "x@gmail.com")
      ).isEmpty)
  }

  @Test func `nobody archived is proposed`() {
    #expect(proposed(client("acme", "Acme"), contact("Acme", active: false)).isEmpty)
  }
}
