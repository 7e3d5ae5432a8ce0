/// Two clients with three projects, and rules that know them by the first word of a title.
public enum SmallBusiness {
  public static let clients = """
    clients:
      acme:
        currency: NZD
        rates: [{ from: 2026-01-01, hourly: 150 }]
        projects: { website: {}, support: {} }
      brightside:
        currency: NZD
        rates: [{ from: 2026-01-01, hourly: 120 }]
        projects: { booking: {} }
    """

  /// `web` gives a note.
  public static let rules = """
    rules:
      - { name: Web, when: { title: '^web' }, set: { project: acme/website, note: Web } }
      - { name: Help, when: { title: '^help' }, set: { project: acme/support } }
      - { name: Booking, when: { title: '^booking' }, set: { project: brightside/booking } }
    """
}
