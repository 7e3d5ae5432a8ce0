import Books
import Xero

/// What a push would do now.
public struct PushPlan: Sendable {
  /// References of pushes that an earlier run left open.
  public var open: [String]
  /// Pushes left open at another Xero than the one that is asked now: they hold their time.
  public var elsewhere: [PushElsewhere]
  public var preview: InvoicePreview
  /// Organisations to which nothing was ever pushed from these books.
  public var newOrganisations: [NewOrganisation]

  /// One whose name a person has yet to say.
  public struct NewOrganisation: Sendable {
    public var name: String
    public var isDemoCompany: Bool
    /// Each client was linked with the organisation's name or id: that says which one is meant.
    public var isNamed: Bool
    /// The clients whose links say no organisation.
    public var unnamed: [String]
  }

  /// Drafts of linked clients alone can be sent.
  public var sendable: Int { preview.drafts.filter { $0.link != nil }.count }
  public var hasWork: Bool { !open.isEmpty || sendable > 0 }
  public var isEmpty: Bool { open.isEmpty && preview.drafts.isEmpty && preview.stopped.isEmpty }

  /// `2 drafts`, `1 draft and 1 left open`.
  public var count: String {
    let drafts = plural(sendable, "draft", "drafts")
    return open.isEmpty ? drafts : "\(drafts) and \(open.count) left open"
  }
}

extension Home {
  public func pushPlan(_ selection: BillingSelection) throws -> PushPlan {
    let environment = try Addresses(environment: world.environment).environmentName
    var preview = try previewInvoices(selection)
    preview.stopped += preview.drafts.filter { $0.link == nil }.map { draft in
      (
        draft.client.key,
        Refusal(
          .usage,
          "\(draft.client.name) is not linked to a contact. Run \"daybook xero link "
            + "\(draft.client.key)\".")
      )
    }
    let open = try books().openPushes()
    return PushPlan(
      open: open.filter { $0.environment == environment }.map(\.draft.reference),
      elsewhere: open.filter { $0.environment != environment }.map(PushElsewhere.init),
      preview: preview, newOrganisations: try newOrganisations(preview, environment))
  }

  private func newOrganisations(
    _ preview: InvoicePreview, _ environment: String
  ) throws -> [PushPlan.NewOrganisation] {
    let books = try books()
    let byTenant = Dictionary(grouping: preview.drafts.compactMap(\.link), by: \.tenant)
    return try byTenant.sorted { $0.key < $1.key }.compactMap { tenant, links in
      guard try !books.hasPushed(to: tenant, in: environment) else { return nil }
      let unnamed = links.filter { !$0.isOrganisationNamed }.map(\.client)
      return PushPlan.NewOrganisation(
        name: links[0].organisation,
        isDemoCompany: try books.organisationCopy(tenant, in: environment)?.isDemoCompany ?? false,
        isNamed: unnamed.isEmpty, unnamed: unnamed)
    }
  }
}
