extension Contact {
  /// What `summaryOnly=true` leaves out.
  private static let heavy: Set<String> = [
    "BankAccountDetails", "Addresses", "Phones", "ContactGroups", "PaymentTerms",
    "SalesTrackingCategories", "PurchasesTrackingCategories", "ContactPersons", "HasAttachments",
  ]

  var summary: JSON {
    .object((json.members ?? []).filter { !Self.heavy.contains($0.key) })
  }

  var json: JSON {
    var members: [JSON.Member] = []
    func add(_ key: String, _ value: JSON?) {
      if let value { members.append(.init(key: key, value: value)) }
    }
    add("ContactID", .string(id))
    add("ContactNumber", number.map(JSON.string))
    add("AccountNumber", accountNumber.map(JSON.string))
    add("ContactStatus", .string(status.rawValue))
    add("Name", .string(name))
    add("FirstName", firstName.map(JSON.string))
    add("LastName", lastName.map(JSON.string))
    add("EmailAddress", .string(email ?? ""))
    add("BankAccountDetails", "")
    add("Addresses", [])
    add("Phones", [])
    add("UpdatedDateUTC", updated.wireWithOffset)
    add("ContactGroups", [])
    add("IsSupplier", false)
    add("IsCustomer", .bool(isCustomer))
    add("DefaultCurrency", currency.map(JSON.string))
    add("SalesDefaultAccountCode", salesAccount.map(JSON.string))
    add("AccountsReceivableTaxType", receivableTax.map(JSON.string))
    add("MergedToContactID", mergedInto.map(JSON.string))
    add("PaymentTerms", salesTerms.map { ["Sales": $0.json] })
    add("SalesTrackingCategories", [])
    add("PurchasesTrackingCategories", [])
    add("ContactPersons", [])
    add("HasAttachments", false)
    add("HasValidationErrors", false)
    return .object(members)
  }
}

extension PaymentTerm {
  var json: JSON { ["Day": .int(day), "Type": .string(type)] }
}

extension Organisation {
  var json: JSON {
    var members: [JSON.Member] = []
    func add(_ key: String, _ value: JSON?) {
      if let value { members.append(.init(key: key, value: value)) }
    }
    add("Name", .string(name))
    add("LegalName", .string(name))
    add("PaysTax", .bool(paysTax))
    add("Version", .string(country))
    add("OrganisationType", "COMPANY")
    add("BaseCurrency", .string(baseCurrency))
    add("CountryCode", .string(country))
    add("IsDemoCompany", false)
    add("OrganisationStatus", "ACTIVE")
    add("FinancialYearEndDay", 31)
    add("FinancialYearEndMonth", 3)
    add("SalesTaxBasis", paysTax ? "ACCRUALS" : "NONE")
    add("DefaultSalesTax", "Tax Exclusive")
    add("DefaultPurchasesTax", "Tax Exclusive")
    add("PeriodLockDate", periodLockDate?.wire)
    add("EndOfYearLockDate", yearLockDate?.wire)
    add("CreatedDateUTC", "/Date(1455827393000)/")
    add("OrganisationEntityType", "COMPANY")
    add("Timezone", .string(timeZone))
    add("ShortCode", .string(shortCode))
    add("OrganisationID", .string(organisationID))
    add("Edition", "BUSINESS")
    add("Class", .string(plan ?? "PREMIUM"))
    add("Addresses", [])
    add("Phones", [])
    add("ExternalLinks", [])
    add("PaymentTerms", salesTerms.map { ["Sales": $0.json] } ?? [:])
    return .object(members)
  }

  var actions: JSON {
    let allowed = [
      "CreateApprovedInvoice", "CreateDraftInvoice", "CreateRepeatingInvoice",
      "AttachFilesIntoInvoice",
    ]
    let manyCurrencies = currencies.count > 1 ? "ALLOWED" : "NOT-ALLOWED"
    return .array(
      allowed.map { ["Name": .string($0), "Status": "ALLOWED"] }
        + [["Name": "UseMulticurrency", "Status": .string(manyCurrencies)]])
  }
}

extension Account {
  var json: JSON {
    var members: [JSON.Member] = []
    func add(_ key: String, _ value: JSON) { members.append(.init(key: key, value: value)) }
    add("AccountID", .string(id))
    add("Code", .string(code))
    add("Name", .string(name))
    add("Status", .string(status))
    add("Type", .string(type))
    add("TaxType", .string(taxType))
    add("Class", .string(group))
    if let system { add("SystemAccount", .string(system)) }
    add("EnablePaymentsToAccount", false)
    add("ShowInExpenseClaims", false)
    if type == "BANK" { add("BankAccountType", "BANK") }
    add("ReportingCode", "")
    add("HasAttachments", false)
    add("UpdatedDateUTC", "/Date(1455827393000+0000)/")
    add("AddToWatchlist", false)
    return .object(members)
  }
}

extension TaxRate {
  var json: JSON {
    [
      "Name": .string(name), "TaxType": .string(type), "ReportTaxType": .string(reportType),
      "CanApplyToAssets": true, "CanApplyToEquity": true,
      "CanApplyToExpenses": .bool(appliesToExpenses), "CanApplyToLiabilities": true,
      "CanApplyToRevenue": .bool(appliesToRevenue),
      "DisplayTaxRate": .number(effectiveRate.text(places: 4)),
      "EffectiveRate": .number(effectiveRate.text(places: 4)), "Status": .string(status),
      "TaxComponents": .array(
        components.map {
          [
            "Name": .string($0.name), "Rate": .number($0.rate.text(places: 4)),
            "IsCompound": .bool($0.isCompound), "IsNonRecoverable": false,
          ]
        }),
    ]
  }
}

extension Currency {
  var json: JSON { ["Code": .string(code), "Description": .string(name)] }
}

extension Item {
  /// - Parameter unitPlaces: 2, or 4 with `unitdp=4`.
  func json(unitPlaces: Int) -> JSON {
    [
      "ItemID": .string(id), "Code": .string(code), "Description": .string(description),
      "UpdatedDateUTC": updated.wireWithOffset, "PurchaseDetails": [:],
      "SalesDetails": [
        "UnitPrice": .number(unitPrice.rounded(to: unitPlaces).text(places: 4)),
        "AccountCode": .string(accountCode), "TaxType": .string(taxType),
      ],
      "Name": .string(name), "IsTrackedAsInventory": false, "IsSold": true, "IsPurchased": false,
    ]
  }
}

extension TrackingCategory {
  /// - Parameter archivedToo: options as well.
  func json(archivedToo: Bool) -> JSON {
    let shown = options.filter { archivedToo || $0.status == "ACTIVE" }
    return [
      "Name": .string(name), "Status": .string(status), "TrackingCategoryID": .string(id),
      "Options": .array(
        shown.map {
          [
            "TrackingOptionID": .string($0.id), "Name": .string($0.name),
            "Status": .string($0.status), "HasValidationErrors": false, "IsDeleted": false,
            "IsArchived": .bool($0.status == "ARCHIVED"), "IsActive": .bool($0.status == "ACTIVE"),
          ]
        }),
    ]
  }
}

extension BrandingTheme {
  var json: JSON {
    [
      "BrandingThemeID": .string(id), "Name": .string(name), "LogoUrl": "", "Type": "INVOICE",
      "SortOrder": .int(sortOrder), "CreatedDateUTC": "/Date(1464967643813+0000)/",
    ]
  }
}
