// swift-tools-version: 6.1
import PackageDescription

/// What is released brings the C++ library of Swift's runtime along (decision 44): to load and
/// relocate a shared one is a fifth of a start, and of the agent's own memory.
let runtimeLinkedIn: [LinkerSetting] = [
  .unsafeFlags(
    ["-L\(Context.packageDirectory)/packaging/link", "-Xclang-linker", "-static-libgcc"],
    .when(platforms: [.linux], configuration: .release))
]

let package = Package(
  name: "daybook",
  products: [
    .executable(name: "daybook", targets: ["daybook"]),
    .executable(name: "daybook-agent", targets: ["daybook-agent"]),
    .executable(name: "xero-sandbox", targets: ["xero-sandbox"]),
  ],
  dependencies: [
    // Commands: parsing, help texts and completions; the standard of Swift tools.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    // PKCE challenge and body digests: SHA-256 that is not ours to write.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
    // The sign-in's loopback listener; AsyncHTTPClient stands on it anyway.
    .package(url: "https://github.com/apple/swift-nio", from: "2.90.0"),
    // Books: migrations and typed rows; we would write them worse.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.8.0"),
    // The sandbox's HTTP server.
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.20.0"),
    // Rule files: every node knows its line and column, for our errors.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    // Xero: TLS, time-outs and body limits, and no request is sent twice unasked.
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.30.0"),
  ],
  targets: [
    // Pure: values in, values out.
    .target(name: "Activity"),
    .target(name: "Control", dependencies: ["Activity"]),
    .target(name: "Rules", dependencies: ["Activity", "CPCRE2"]),
    .target(name: "Timesheet", dependencies: ["Activity"]),
    .target(name: "Billing", dependencies: ["Activity", "Timesheet"]),

    // Edges: one kind of outside world each.
    .target(
      name: "ConfigurationFiles",
      dependencies: [
        "Activity", "Control", "Rules", "Timesheet", "Billing",
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(name: "ActivityLog", dependencies: ["Activity", "CSQLite"]),
    .target(name: "AgentSocket", dependencies: ["Control"]),
    .target(
      name: "Books",
      dependencies: [
        "Activity", "Rules", "Timesheet", "Billing", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "Xero",
      dependencies: [
        "Activity", "Billing", "CSecret",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ]),
    .target(name: "Desktop", dependencies: ["Activity", "CX11", "CLinux", "CSystemd"]),

    // What people do: the only place where edges meet.
    .target(
      name: "Workflow",
      dependencies: [
        "Activity", "Control", "Rules", "Timesheet", "Billing", "ConfigurationFiles",
        "ActivityLog", "AgentSocket", "Books", "Xero", "CLinux",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),

    // What people see: keys in, screens out, and the terminal around it.
    .target(name: "Review", dependencies: ["Workflow", "CNcurses"]),

    .executableTarget(
      name: "daybook",
      dependencies: [
        "Workflow", "Review", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      linkerSettings: runtimeLinkedIn),
    .executableTarget(
      name: "daybook-agent",
      dependencies: [
        "Activity", "Control", "Rules", "ActivityLog", "AgentSocket", "Desktop", "CLinux",
      ],
      linkerSettings: runtimeLinkedIn),
    .executableTarget(
      name: "xero-sandbox",
      dependencies: [
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),

    // Tests: one target a module, and what they share.
    .target(
      name: "TestSupport", dependencies: ["Activity", "ActivityLog", "CX11", "CLinux"],
      path: "Tests/Support"),
    .testTarget(name: "ActivityTests", dependencies: ["Activity", "TestSupport"]),
    .testTarget(name: "ControlTests", dependencies: ["Activity", "Control", "TestSupport"]),
    .testTarget(name: "RulesTests", dependencies: ["Rules", "Activity", "TestSupport"]),
    .testTarget(name: "TimesheetTests", dependencies: ["Timesheet", "TestSupport"]),
    .testTarget(name: "BillingTests", dependencies: ["Billing", "TestSupport"]),
    .testTarget(
      name: "ConfigurationFilesTests",
      dependencies: [
        "ConfigurationFiles", "Control", "Rules", "Billing", "Activity", "Timesheet",
        "TestSupport",
      ]),
    .testTarget(
      name: "ActivityLogTests", dependencies: ["Activity", "ActivityLog", "CSQLite", "TestSupport"]),
    .testTarget(
      name: "DesktopTests", dependencies: ["Activity", "Desktop", "CLinux", "TestSupport"]),
    .testTarget(
      name: "BooksTests",
      dependencies: ["Books", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(
      name: "XeroTests",
      dependencies: [
        "Activity", "Billing", "Xero", "TestSupport",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ]),
    .testTarget(
      name: "AgentTests",
      dependencies: [
        "Activity", "ActivityLog", "Control", "TestSupport", "daybook", "daybook-agent",
      ]),
    .testTarget(name: "SandboxTests", dependencies: ["xero-sandbox"]),
    // Two arithmetics that share nothing, beside each other.
    .testTarget(
      name: "BillingTrialTests",
      dependencies: ["Activity", "Timesheet", "Billing", "xero-sandbox", "TestSupport"]),
    .testTarget(name: "WorkflowTests", dependencies: ["Workflow", "TestSupport"]),
    // What comes from outside, made worse by chance: every reader of it. The corpus is read in place.
    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "Activity", "Control", "Rules", "Billing", "ConfigurationFiles", "ActivityLog", "Xero",
        "Desktop", "Workflow", "TestSupport", .product(name: "NIOHTTP1", package: "swift-nio"),
      ], exclude: ["Corpus"]),
    .testTarget(name: "ReviewTests", dependencies: ["Review", "Workflow", "TestSupport"]),
    .testTarget(name: "CommandTests", dependencies: ["daybook", "xero-sandbox", "TestSupport"]),

    // C libraries, and the few lines that make their macros callable.
    .systemLibrary(name: "CLinux"),
    // No header of libsecret: the library is opened at run time, where a Secret Service is.
    .systemLibrary(name: "CSecret"),
    // Its header alone: the library is opened at run time, where a bus is.
    .systemLibrary(name: "CSystemd", providers: [.apt(["libsystemd-dev"])]),
    .systemLibrary(
      name: "CX11", pkgConfig: "x11 x11-xcb xcb xext xscrnsaver",
      providers: [.apt(["libx11-dev", "libx11-xcb-dev", "libxext-dev", "libxss-dev"])]),
    // Linked by its module map: its pkg-config file brings definitions that SwiftPM refuses.
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
  ],
  swiftLanguageModes: [.v6]
)
