/// All organisations, and what may be asked to differ where nobody knows the real server.
///
/// A value: every change is a function from here to the next state, with the time, the ids and
/// the caller passed in.
struct Ledger: Codable, Equatable, Sendable {
  var organisations: [Organisation]
  var switches = Switches()

  /// What only a live organisation could settle. Each default is the best guess of
  /// its documentation and of those who integrate with it.
  struct Switches: Codable, Equatable, Sendable {
    /// How long a new invoice stays invisible in lists. Milliseconds.
    var listDelay: Milliseconds = 0
    /// 401 (with `insufficient_scope`) or 403.
    var missingScopeStatus = 401
    /// Whether a lock date refuses drafts too.
    var lockDateRefusesDrafts = false
    /// Whether a key used before a token refresh is unknown after it.
    var keysBoundToToken = false
    /// Whether over-long text is cut instead of refused.
    var cutsLongText = false
    /// Characters of a history note.
    var historyLimit = 2500
    /// Bytes of an attachment: Xero's pages name 10 MB and 25 MB.
    var attachmentLimit = 10_000_000
    /// Calls a day, for one organisation.
    var dayLimit = 5000
    /// How long the refresh token before the last one works. Milliseconds.
    var grace: Milliseconds = 30 * 60_000
    /// Whether a refresh token that was used before, and is past its grace, ends the whole sign-in
    /// (RFC 9700 section 4.14.2) instead of being refused alone. Nil in state files of before.
    var reuseEndsSignIn: Bool?
    /// Whether an organisation's id is its tenant's.
    var tenantIsOrganisation = false
    /// Whether the day of calls goes back 24 hours from now instead of from midnight on.
    var rollingDay = false
    // Those below are nil in state files of before.
    /// Whether a discounted line is cut to cents instead of rounded: one witness saw that.
    var cutsDiscounts: Bool?
    /// Whether a draft without a due date gets one by the terms of its contact.
    var fillsDueDate: Bool?
    /// Whether a tracking option that nobody knows is left out instead of refused.
    var ignoresUnknownTracking: Bool?
    /// Whether a draft's lines need their account, too.
    var draftsNeedAccount: Bool?
    /// Whether words such as `DRAFT` are taken in any case.
    var takesAnyCase: Bool?
    /// Whether the bytes that answer a write are billed; nil for yes.
    var writesCostEgress: Bool?
    /// What a new invoice becomes where its request names no status; nil for a draft.
    var omittedStatus: Invoice.Status?
  }

  subscript(tenant tenant: String) -> Organisation? {
    get { organisations.first { $0.tenantID == tenant } }
    set {
      guard let newValue, let index = organisations.firstIndex(where: { $0.tenantID == tenant })
      else { return }
      organisations[index] = newValue
    }
  }
}
