extension Ledger {
  /// Two organisations whose contacts have the same names and other ids.
  static let example = Ledger(organisations: [.newZealand, .australia])
}

private func example(
  _ id: String, _ name: String, number: String? = nil, email: String? = nil,
  currency: String? = nil, terms: PaymentTerm? = nil, archived: Bool = false
) -> Contact {
  Contact(
    id: id, name: name, number: number, email: email, currency: currency,
    status: archived ? .archived : .active, salesTerms: terms)
}

private func single(_ name: String, _ percent: Int) -> [TaxRate.Component] {
  [TaxRate.Component(name: name, rate: Number(percent))]
}

extension Organisation {
  fileprivate static let newZealand = Organisation(
    tenantID: "b1f5a7de-2c0e-4d67-9f1b-5a3f6f6f0001",
    organisationID: "0f9a4c11-7d1e-4f5a-8a55-1c7e2b9d0001",
    name: "Harbour Studio Ltd", shortCode: "!hS7nZ", country: "NZ", baseCurrency: "NZD",
    timeZone: "NEWZEALANDSTANDARDTIME", zoneIdentifier: "Pacific/Auckland",
    salesTerms: PaymentTerm(day: 20, type: "OFFOLLOWINGMONTH"),
    contacts: [
      example(
        "c0000001-0000-4000-8000-000000000001", "Acme Pty Ltd", number: "ACME",
        email: "accounts@acme.example", terms: PaymentTerm(day: 14, type: "DAYSAFTERBILLDATE")),
      example(
        "c0000001-0000-4000-8000-000000000002", "Brightside Dental", number: "BRIGHT",
        email: "office@brightside.example"),
      example(
        "c0000001-0000-4000-8000-000000000003", "Northwind Traders GmbH", number: "NORTH",
        email: "rechnung@northwind.example", currency: "EUR"),
      example(
        "c0000001-0000-4000-8000-000000000004", "Old Mill Bakery", email: "hello@oldmill.example",
        archived: true),
      example("c0000001-0000-4000-8000-000000000005", "Kea Outdoor Ltd", currency: "NZD"),
      example(
        "c0000001-0000-4000-8000-000000000006", "Tasman Freight Pty Ltd", currency: "AUD",
        terms: PaymentTerm(day: 7, type: "DAYSAFTERBILLMONTH")),
      example("c0000001-0000-4000-8000-000000000007", "Acme Pty Ltd (Sydney)"),
      example("c0000001-0000-4000-8000-000000000008", "Ōtepoti Arts & Crafts / Co-op"),
    ],
    accounts: [
      Account(
        id: "a0000001-0000-4000-8000-000000000090", code: "090", name: "Business Account",
        type: "BANK", group: "ASSET", taxType: "NONE"),
      Account(
        id: "a0000001-0000-4000-8000-000000000200", code: "200", name: "Sales", type: "REVENUE",
        group: "REVENUE", taxType: "OUTPUT2"),
      Account(
        id: "a0000001-0000-4000-8000-000000000205", code: "205", name: "Sales (closed)",
        type: "REVENUE", group: "REVENUE", taxType: "OUTPUT2", status: "ARCHIVED"),
      Account(
        id: "a0000001-0000-4000-8000-000000000260", code: "260", name: "Other Revenue",
        type: "REVENUE", group: "REVENUE", taxType: "OUTPUT2"),
      Account(
        id: "a0000001-0000-4000-8000-000000000429", code: "429", name: "General Expenses",
        type: "EXPENSE", group: "EXPENSE", taxType: "INPUT2"),
      Account(
        id: "a0000001-0000-4000-8000-000000000610", code: "610", name: "Accounts Receivable",
        type: "CURRENT", group: "ASSET", taxType: "NONE", system: "DEBTORS"),
      Account(
        id: "a0000001-0000-4000-8000-000000000820", code: "820", name: "GST", type: "CURRLIAB",
        group: "LIABILITY", taxType: "NONE", system: "GST"),
    ],
    taxRates: [
      TaxRate(
        type: "OUTPUT2", name: "15% GST on Income", reportType: "OUTPUT",
        components: single("GST", 15)),
      TaxRate(
        type: "ZERORATEDOUTPUT", name: "Zero Rated", reportType: "ZERORATEDOUTPUT",
        components: single("Zero Rated", 0)),
      TaxRate(
        type: "NONE", name: "No GST", reportType: "NONE", components: single("No GST", 0),
        appliesToExpenses: true),
      TaxRate(
        type: "INPUT2", name: "15% GST on Expenses", reportType: "INPUT",
        components: single("GST", 15), appliesToRevenue: false, appliesToExpenses: true),
      TaxRate(
        type: "TAX001", name: "Levy and GST", reportType: "OUTPUT",
        components: [
          TaxRate.Component(name: "Levy", rate: Number(5)),
          TaxRate.Component(name: "GST", rate: Number(15), isCompound: true),
        ]),
      TaxRate(
        type: "OUTPUT", name: "12.5% GST on Income", reportType: "OUTPUT",
        components: [
          TaxRate.Component(name: "GST", rate: Number(units: 125, places: 1))
        ], status: "DELETED"),
    ],
    currencies: [
      Currency(code: "NZD", name: "New Zealand Dollar"),
      Currency(code: "AUD", name: "Australian Dollar"), Currency(code: "EUR", name: "Euro"),
    ],
    items: [
      Item(
        id: "1e000001-0000-4000-8000-000000000001", code: "DEV", name: "Development",
        description: "Software development", unitPrice: Number(165), accountCode: "200",
        taxType: "OUTPUT2")
    ],
    trackingCategories: [
      TrackingCategory(
        id: "7c000001-0000-4000-8000-000000000001", name: "Region",
        options: [
          .init(id: "70000001-0000-4000-8000-000000000001", name: "North"),
          .init(id: "70000001-0000-4000-8000-000000000002", name: "South"),
          .init(
            id: "70000001-0000-4000-8000-000000000003", name: "Chathams", status: "ARCHIVED"),
        ])
    ],
    brandingThemes: [
      BrandingTheme(
        id: "b7000001-0000-4000-8000-000000000001", name: "Standard", sortOrder: 0),
      BrandingTheme(
        id: "b7000001-0000-4000-8000-000000000002", name: "Design studio", sortOrder: 1),
    ],
    projects: [
      Project(
        id: "9a000001-0000-4000-8000-000000000001",
        contactID: "c0000001-0000-4000-8000-000000000001", name: "Website", currency: "NZD",
        tasks: [
          .init(
            id: "7a000001-0000-4000-8000-000000000001", name: "Implementation",
            rate: Number(120), charge: .time)
        ])
    ])

  fileprivate static let australia = Organisation(
    tenantID: "b1f5a7de-2c0e-4d67-9f1b-5a3f6f6f0002",
    organisationID: "0f9a4c11-7d1e-4f5a-8a55-1c7e2b9d0002",
    name: "Harbour Studio Pty Ltd", shortCode: "!hS4aU", country: "AU", baseCurrency: "AUD",
    timeZone: "AUSEASTERNSTANDARDTIME", zoneIdentifier: "Australia/Sydney",
    contacts: [
      example(
        "c0000002-0000-4000-8000-000000000001", "Acme Pty Ltd", number: "A-100",
        email: "payables@acme.example"),
      example("c0000002-0000-4000-8000-000000000002", "Brightside Dental"),
      example("c0000002-0000-4000-8000-000000000003", "Northwind Traders GmbH"),
      example("c0000002-0000-4000-8000-000000000004", "Bondi Surf Co"),
    ],
    accounts: [
      Account(
        id: "a0000002-0000-4000-8000-000000000090", code: "090", name: "Everyday Account",
        type: "BANK", group: "ASSET", taxType: "BASEXCLUDED"),
      Account(
        id: "a0000002-0000-4000-8000-000000000200", code: "200", name: "Sales", type: "REVENUE",
        group: "REVENUE", taxType: "OUTPUT"),
      Account(
        id: "a0000002-0000-4000-8000-000000000260", code: "260", name: "Other Revenue",
        type: "REVENUE", group: "REVENUE", taxType: "OUTPUT"),
      Account(
        id: "a0000002-0000-4000-8000-000000000610", code: "610", name: "Accounts Receivable",
        type: "CURRENT", group: "ASSET", taxType: "BASEXCLUDED", system: "DEBTORS"),
    ],
    taxRates: [
      TaxRate(
        type: "OUTPUT", name: "GST on Income", reportType: "OUTPUT", components: single("GST", 10)),
      TaxRate(
        type: "EXEMPTOUTPUT", name: "GST Free Income", reportType: "EXEMPTOUTPUT",
        components: single("GST", 0)),
      TaxRate(
        type: "BASEXCLUDED", name: "BAS Excluded", reportType: "NONE",
        components: single("Tax", 0), appliesToExpenses: true),
      TaxRate(
        type: "INPUT", name: "GST on Expenses", reportType: "INPUT", components: single("GST", 10),
        appliesToRevenue: false, appliesToExpenses: true),
    ],
    currencies: [Currency(code: "AUD", name: "Australian Dollar")],
    items: [],
    trackingCategories: [],
    brandingThemes: [
      BrandingTheme(id: "b7000002-0000-4000-8000-000000000001", name: "Standard", sortOrder: 0)
    ])
}
