// swift-format-ignore-file
// Written by packaging/embed-examples from examples/: change those, and run it again.

/// What `daybook review --demo` shows.
enum ExampleFiles {
  static let configuration: [(path: String, text: String)] = [
    (
      "config.yaml",
      #"""
      # How Hana's desktop is tracked. Every key has a default: this file could be absent.

      idle: 3m                 # no input for this long is idle, from the last input on
      day_start: "04:00"       # work after midnight belongs to the evening before
      propose:
        gap: 5m                # a block of work goes on over a pause of at most this
        absorb: 60s            # an unplaced look aside, shorter than this, belongs to the work around it
        minimum: 60s           # what is shorter is gathered into one entry a day

      """#
    ),
    (
      "clients.yaml",
      #"""
      # Whom Hana works for, and at which rates. Rates hold from their date on: raising one is a new
      # row, never a changed one, so that old invoices stay explained.

      clients:
        acme:
          name: Acme Pty Ltd
          currency: NZD
          rates:
            - { from: 2025-07-01, hourly: 150 }
          xero: { account: "200", tax: OUTPUT2 }
          projects:
            website:
              name: Website rebuild
              rates:
                - { from: 2026-01-01, hourly: 155 }
                - { from: 2026-07-01, hourly: 165 }    # the yearly change
              tasks:
                development: { name: Development }
                meetings:
                  name: Meetings
                  rates:
                    - { from: 2026-07-01, hourly: 140 }
            support:
              name: Support contract
              billable: false                          # paid by the month, outside Daybook

        brightside:
          name: Brightside Dental
          currency: NZD
          rates:
            - { from: 2026-03-01, hourly: 120 }
          rounding: { per: day, mode: up, step: 6m }   # tenths of an hour, once a day
          xero: { account: "200", tax: OUTPUT2 }
          projects:
            booking:
              name: Online booking
              aliases: [bookings]
              tasks:
                design: { name: Design }
                development: { name: Development }

        northwind:
          name: Northwind Traders GmbH
          currency: EUR
          rates:
            - { from: 2026-01-01, hourly: 88.50 }
          xero: { account: "200", tax: ZERORATEDOUTPUT }
          projects:
            shop:
              name: Shop
              tasks:
                concept: { name: Concept }
                development: { name: Development }

      """#
    ),
    (
      "rules.d/10-acme.yaml",
      #"""
      # Acme: a website under development, and a support contract that is not billed by the hour.
      rules:
        - name: Acme repository in the editor
          when: { app: code, title: '^(?<file>.+) - acme-web(site)? - Visual Studio Code$' }
          set: { project: acme/website, task: development, note: 'Edited {file}' }

        - name: Shell in the Acme repository
          when: { app: [xterm, gnome-terminal], title: '^hana@studio: ~/src/acme-web' }
          set: { project: acme/website, task: development, note: Builds and tests }

        - name: Acme's site on this machine
          when: { app: firefox-esr, title: '^(?<page>.+) \(localhost:3000\) — Mozilla Firefox$' }
          set: { project: acme/website, task: development, note: 'Checked {page}' }

        - name: Acme's weekly call
          when: { app: zoom, title: '\bAcme\b' }
          set: { project: acme/website, task: meetings, note: Weekly call, presence: active }

        - name: Acme's server
          when: { app: [xterm, gnome-terminal], title: '^\w+@acme-(prod|staging):' }
          set: { project: acme/support, note: Server maintenance }

        - name: Acme's support tickets
          when:
            app: firefox-esr
            title: '^Ticket #(?<number>\d+): .+ · Acme Support'
          set: { project: acme/support, note: 'Ticket {number}' }

      tests:
        - span: { app: Code, title: 'index.ts - acme-web - Visual Studio Code' }
          gives: { project: acme/website, task: development, note: Edited index.ts }
        - span: { app: Code, title: 'index.ts - acme-website - Visual Studio Code' }
          gives: { project: acme/website, task: development, note: Edited index.ts }
        - span: { app: zoom, title: Acme weekly – Zoom Meeting }
          gives: { project: acme/website, task: meetings, note: Weekly call }
        - span: { app: XTerm, title: 'deploy@acme-prod: /var/log/nginx' }
          gives: { project: acme/support, note: Server maintenance }
        - span: { app: zoom, title: Acme weekly – Zoom Meeting, presence: idle }
          gives: { project: acme/website, task: meetings, presence: active }

      """#
    ),
    (
      "rules.d/20-brightside.yaml",
      #"""
      # Brightside Dental: online booking, designed in Figma and built in PHP.
      rules:
        - name: Booking form in Figma
          when: { app: firefox-esr, title: '^(?<board>.+) – Figma — Mozilla Firefox$' }
          set: { project: brightside/booking, task: design, note: 'Drew {board}' }

        - name: Booking repository, wherever it is open
          when:
            any:
              - { app: code, title: ' - brightside-booking - Visual Studio Code$' }
              - { app: [xterm, gnome-terminal], title: '~/src/brightside-booking' }
          set: { project: brightside/booking, task: development }

        - name: Files of the booking form
          when: { app: code, title: '^(?<file>.+) - brightside-booking - Visual Studio Code$' }
          set: { note: 'Edited {file}' }

        - name: Chat with Brightside
          when: { app: slack, title: '\bbrightside\b' }
          set: { project: brightside/booking, note: Questions by chat }

      tests:
        - span: { app: firefox-esr, title: Booking form v3 – Figma — Mozilla Firefox }
          gives: { project: brightside/booking, task: design, note: Drew Booking form v3 }
        - span: { app: Code, title: 'booking.php - brightside-booking - Visual Studio Code' }
          gives: { project: brightside/booking, task: development, note: Edited booking.php }
        - span: { app: XTerm, title: 'hana@studio: ~/src/brightside-booking' }
          gives: { project: brightside/booking, task: development }

      """#
    ),
    (
      "rules.d/30-northwind.yaml",
      #"""
      # Northwind Traders: a shop, from concept to code. Billed in euros.
      rules:
        - name: Northwind's documents
          when:
            app: ['/^libreoffice/', evince]
            title: 'Northwind_(?<document>\w+)\.(odt|ods|pdf)'
          set: { project: northwind/shop, task: concept, note: 'Document {document}' }

        - name: Shop repository in the editor
          when: { app: code, title: '^(?<file>.+) - northwind-shop - Visual Studio Code$' }
          set: { project: northwind/shop, task: development, note: 'Edited {file}' }

        - name: Shop repository in the browser
          when:
            all:
              - { app: firefox-esr, title: '^(?<page>.+) · northwind-shop · GitLab — Mozilla Firefox$' }
              - not: { title: '^Sign in' }
          set: { project: northwind/shop, task: development, note: 'Reviewed {page}' }

      tests:
        - span: { app: libreoffice-writer, title: Northwind_Angebot.odt — LibreOffice Writer }
          gives: { project: northwind/shop, task: concept, note: Document Angebot }
        - span: { app: firefox-esr, title: 'Merge request !41 · northwind-shop · GitLab — Mozilla Firefox' }
          gives: { project: northwind/shop, task: development, note: Reviewed Merge request !41 }

      """#
    ),
    (
      "rules.d/40-editors.yaml",
      #"""
      # Editors that name the folder in their titles: a folder called as a project, or as one of its
      # `aliases` in clients.yaml, is that project's. Copy the rules for each client of yours.
      let:
        file: '(?<file>[^/—–]+?)'
        folder: '(?<folder>[\w.-]+)'

      rules:
        - name: Acme's folders in VS Code, VSCodium or Cursor        # "● index.ts - website - Cursor"
          when: { title: '^(● )?$file - $folder - (Visual Studio Code|VSCodium|Cursor)$' }
          set: { project: 'acme/{folder}', note: 'Edited {file}' }

        - name: Acme's folders in a JetBrains editor                 # "website – src/index.ts"
          when: { app: /^jetbrains-/, title: '^$folder( \[.+\])? – (.+/)?$file$' }
          set: { project: 'acme/{folder}', note: 'Edited {file}' }

        - name: Acme's folders in Sublime Text                       # "~/src/index.ts (website) - Sublime Text"
          when: { app: sublime_text, title: '^(.+/)?$file( •)? \($folder\) - Sublime Text' }
          set: { project: 'acme/{folder}', note: 'Edited {file}' }

        - name: Acme's folders in Vim or gedit                       # "index.ts + (~/src/website) - GVIM"
          when: { title: '^$file \+? ?\((.+/)?$folder\) - (G?VIM|Nvim|gedit)\d*$' }
          set: { project: 'acme/{folder}', note: 'Edited {file}' }

      tests:
        - span: { app: Code, title: '● index.ts - website - Visual Studio Code' }
          gives: { project: acme/website, note: Edited index.ts }
        - span: { app: Code, title: index.ts - holiday-photos - Visual Studio Code }
          gives: { project: null }              # no such project: unassigned, and "rules why" says so
        - span: { app: jetbrains-webstorm, title: 'website [~/src/website] – src/cart/cart.ts' }
          gives: { project: acme/website, note: Edited cart.ts }
        - span: { app: Sublime_text, title: '~/src/website/cart.ts • (website) - Sublime Text' }
          gives: { project: acme/website, note: Edited cart.ts }
        - span: { app: Gvim, title: 'cart.ts + (~/src/website) - GVIM1' }
          gives: { project: acme/website, note: Edited cart.ts }

      """#
    ),
    (
      "rules.d/45-terminals.yaml",
      #"""
      # Shells that put `user@host: directory` into the title, as Debian's does. Work lies in
      # ~/work/CLIENT/PROJECT here; change the pattern to where yours lies.
      let:
        terminal: '^(xterm|u?rxvt|konsole|alacritty|kitty|tilix|terminator|st-256color|(gnome|xfce4|mate)-terminal(-server)?)$'

      rules:
        - name: A shell in a project's directory                     # "hana@studio: ~/work/acme/website/src"
          when: { app: $terminal, title: '\w+@[\w.-]+: ?~/work/(?<client>[\w-]+)/(?<folder>[\w.-]+)' }
          set: { project: '{client}/{folder}', note: 'Shell in {folder}' }

        - name: The same, where the terminal tells its directory
          when: { app: $terminal, directory: '/work/(?<client>[\w-]+)/(?<folder>[\w.-]+)' }
          set: { project: '{client}/{folder}', note: 'Shell in {folder}' }

        - name: A shell on one of Acme's machines                    # "deploy@web2.acme.example: /var/log"
          when: { app: $terminal, title: '\w+@(?<host>[\w-]+)\.acme\.example: ?' }
          set: { project: acme/support, note: 'On {host}' }

      tests:
        - span: { app: XTerm, title: 'hana@studio: ~/work/acme/website/src' }
          gives: { project: acme/website, note: Shell in website }
        - span: { app: Xfce4-terminal, title: 'Terminal - hana@studio: ~/work/northwind/shop' }
          gives: { project: northwind/shop }
        - span: { app: kitty, title: vim, directory: /home/hana/work/brightside/booking }
          gives: { project: brightside/booking }
        - span: { app: XTerm, title: 'deploy@web2.acme.example: /var/log/nginx' }
          gives: { project: acme/support, billable: false, note: On web2 }
        - span: { app: XTerm, title: 'hana@studio: ~/Music' }
          gives: { project: null }

      """#
    ),
    (
      "rules.d/50-webmail.yaml",
      #"""
      # Mail in a browser. A title holds the subject of the message that is open; a client's name or a
      # project in brackets tells whose it is. Subjects are told to nobody but you: the notes below leave
      # them out, because notes go on invoices.
      let:
        webmail: ' - (\S+@\S+ - )?(Gmail|Outlook|Proton Mail|Fastmail|Roundcube Webmail)\b'

      rules:
        - name: Webmail with a project in its subject                # "[acme/support] Help - hana@… - Gmail"
          when: { title: '\[(?<project>[\w-]+/[\w-]+)\].*$webmail' }
          set: { project: '{project}', note: Mail }

        - name: Webmail about Northwind                              # "Northwind: Lieferzeiten - … - Gmail"
          when: { title: '\bNorthwind\b.*$webmail' }
          set: { project: northwind/shop, note: Mail }

      tests:
        - span: { app: firefox-esr, title: '[acme/support] Help - hana@studio.example - Gmail — Mozilla Firefox' }
          gives: { project: acme/support, note: Mail }
        - span: { app: Google-chrome, title: 'Re: Northwind, Lieferzeiten - hana@studio.example - Gmail - Google Chrome' }
          gives: { project: northwind/shop, note: Mail }
        - span: { app: firefox-esr, title: 'Inbox (3) - hana@studio.example - Gmail — Mozilla Firefox' }
          gives: { project: null }

      """#
    ),
    (
      "rules.d/55-jira.yaml",
      #"""
      # Jira puts the issue's key into the title: one rule for each of its projects.
      rules:
        - name: Acme's issues in Jira                                # "[WEB-123] Checkout is slow - Jira"
          when: { title: '\[(?<issue>WEB-\d+)\] .+ - (\S+ )?Jira\b' }
          set: { project: acme/website, note: '{issue}' }

        - name: Acme's board in Jira                                 # "WEB board - Agile board - Jira"
          when: { title: '\bWEB (Kanban |Scrum )?board\b.* - (\S+ )?Jira\b' }
          set: { project: acme/website, note: Planning }

      tests:
        - span: { app: firefox-esr, title: '[WEB-123] Checkout is slow - Jira — Mozilla Firefox' }
          gives: { project: acme/website, note: WEB-123 }
        - span: { app: Google-chrome, title: '[WEB-7] Basket - Acme JIRA - Google Chrome' }
          gives: { project: acme/website, note: WEB-7 }
        - span: { app: firefox-esr, title: WEB board - Agile board - Jira — Mozilla Firefox }
          gives: { project: acme/website, note: Planning }
        - span: { app: firefox-esr, title: '[OPS-9] Printer - Jira — Mozilla Firefox' }
          gives: { project: null }

      """#
    ),
    (
      "rules.d/60-github.yaml",
      #"""
      # GitHub and GitLab name the repository as OWNER/REPOSITORY. Where that is CLIENT/PROJECT, the first
      # rule places it as it stands; give other repositories a rule of their own, like the last.
      let:
        repository: '(?<repository>[\w.-]+/[\w.-]+)'
        # What browsers write behind a page's title.
        browser: '( · GitHub)?( [—–-] (Mozilla Firefox|Google Chrome|Chromium|Brave|Vivaldi|Opera).*)?$'

      rules:
        - name: Pull requests and issues by their repository         # "Fix it by hana · Pull Request #41 · acme/website"
          when: { title: '· (?<what>Pull Request|Issue) #(?<number>\d+) · $repository$browser' }
          set: { project: '{repository}', note: '{what} #{number}' }

        - name: Other pages of a repository                          # "src/cart.ts at main · acme/website"
          when: { title: '(^| · )$repository(: .+)?$browser' }
          set: { project: '{repository}' }

        - name: Brightside's repository, which has another name      # "hana/dental-forms: Booking forms"
          when: { title: '(^| · )hana/dental-forms\b' }
          set: { project: brightside/booking, task: development }

      tests:
        - span: { app: firefox-esr, title: 'Fix the cart by hana · Pull Request #41 · acme/website — Mozilla Firefox' }
          gives: { project: acme/website, note: 'Pull Request #41' }
        - span: { app: Chromium, title: 'acme/website: The website - Chromium' }
          gives: { project: acme/website, note: null }
        - span: { app: firefox-esr, title: 'src/cart.ts at main · acme/website · GitHub — Mozilla Firefox' }
          gives: { project: acme/website }
        - span: { app: firefox-esr, title: 'Issues · hana/dental-forms — Mozilla Firefox' }
          gives: { project: brightside/booking, task: development }
        - span: { app: firefox-esr, title: 'swiftlang/swift: The Swift Programming Language — Mozilla Firefox' }
          gives: { project: null }

      """#
    ),
    (
      "rules.d/65-figma.yaml",
      #"""
      # Figma, in a browser or in its desktop program: files that begin with the client's name. The en
      # dash before "Figma" is Figma's own.
      defaults: { project: northwind/shop, task: concept }

      rules:
        - name: Northwind's files in Figma                           # "Northwind: Product page – Figma"
          when: { title: '^Northwind\b[\s:–-]*(?<board>.*?) – Fig(ma|Jam)\b' }
          set: { note: 'Drew {board}' }

      tests:
        - span: { app: Google-chrome, title: 'Northwind: Product page – Figma - Google Chrome' }
          gives: { project: northwind/shop, task: concept, note: Drew Product page }
        - span: { app: figma-linux, title: Northwind Icons – Figma }
          gives: { project: northwind/shop, task: concept, note: Drew Icons }
        - span: { app: figma-linux, title: Birthday card – Figma }
          gives: { project: null }

      """#
    ),
    (
      "rules.d/70-google-docs.yaml",
      #"""
      # Google's documents, tables and slides, whose names begin with the client's. Google translates the
      # name behind the dash: add what you see in your titles.
      let:
        google: '(Google (Docs|Sheets|Slides|Tabellen|Präsentationen|ドキュメント|スプレッドシート|スライド)|Documentos de Google|Hojas de cálculo de Google)'

      rules:
        - name: Brightside's documents at Google                     # "Brightside Price list - Google Sheets"
          when: { title: '^Brightside[\s:_-]+(?<document>.+?) [-–] $google\b' }
          set: { project: brightside/booking, note: 'Document {document}' }

      tests:
        - span: { app: firefox-esr, title: Brightside Price list - Google Sheets — Mozilla Firefox }
          gives: { project: brightside/booking, note: Document Price list }
        - span: { app: Google-chrome, title: 'Brightside: Preisliste – Google Tabellen - Google Chrome' }
          gives: { project: brightside/booking, note: Document Preisliste }
        - span: { app: firefox-esr, title: Holiday plans - Google Docs — Mozilla Firefox }
          gives: { project: null }

      """#
    ),
    (
      "rules.d/75-office.yaml",
      #"""
      # LibreOffice and readers of PDF: documents whose names begin with the client's, as in
      # Acme_Offer.odt. Terms of payment and the like are the office's own work: not billed.
      let:
        document: '(?<document>[^/]+?)\.(od[tspg]|docx?|xlsx?|pptx?|pdf)'

      rules:
        - name: Acme's papers                                        # "Acme_Offer.odt — LibreOffice Writer"
          when:
            app: [/^libreoffice/, soffice, evince, okular, atril, xreader, qpdfview]
            title: '^Acme[ _-]$document\b'
          set: { project: acme/website, note: 'Document {document}' }

        - name: Acme's contract                                      # "Acme_Contract_2026.pdf"
          when: { title: '^Acme[ _-](Contract|Terms)' }
          set: { billable: false }

      tests:
        - span: { app: libreoffice-writer, title: Acme_Offer.odt — LibreOffice Writer }
          gives: { project: acme/website, note: Document Offer, billable: true }
        - span: { app: Okular, title: Acme_Contract_2026.pdf — Okular }
          gives: { project: acme/website, note: Document Contract_2026, billable: false }
        - span: { app: libreoffice-calc, title: household-2026.ods — LibreOffice Calc }
          gives: { project: null }

      """#
    ),
    (
      "rules.d/78-video-calls.yaml",
      #"""
      # Calls: you listen more than you type. `presence: active` makes idle time work with hands off the
      # keyboard; it is proposed apart, and billed only after a yes of its own.
      let:
        call: '(Zoom Meeting|Microsoft Teams|Jitsi Meet|BigBlueButton|Google Meet|^Meet [-–] )'

      rules:
        - name: Calls with Brightside                                # "Brightside weekly | Microsoft Teams"
          when: { all: [{ title: $call }, { title: '\bBrightside\b' }] }
          set: { project: brightside/booking, note: Call, presence: active }

        # A call that doesn't tell with whom: the calendar does. Weekday and time are local.
        - name: Northwind's call on Monday morning
          when: { title: $call, weekday: mon, time: '09:00-10:00' }
          set: { project: northwind/shop, note: Weekly call, presence: active }

      tests:
        - span: { app: firefox-esr, title: Brightside weekly | Microsoft Teams — Mozilla Firefox, presence: idle }
          gives: { project: brightside/booking, note: Call, presence: active }
        - span: { app: firefox-esr, title: Meet – Brightside — Mozilla Firefox }
          gives: { project: brightside/booking, presence: null }
        - span: { app: zoom, title: Zoom Meeting, presence: idle, at: 2026-11-23T09:30 }
          gives: { project: northwind/shop, presence: active }
        - span: { app: zoom, title: Zoom Meeting, presence: idle, at: 2026-11-24T09:30 }
          gives: { project: null, presence: null }

      """#
    ),
    (
      "rules.d/80-mail.yaml",
      #"""
      # Mail that carries a project in its subject, as in "[acme/support] Certificate expires".
      # A project that clients.yaml does not have leaves the mail unassigned.
      rules:
        - name: Mail with a project in its subject
          when:
            app: thunderbird
            title: '\[(?<project>[\w-]+/[\w-]+)\] (?<subject>.+) - Mozilla Thunderbird$'
          set: { project: '{project}', note: 'Mail: {subject}' }

      tests:
        - span: { app: thunderbird, title: 'Re: [acme/support] Certificate expires - Mozilla Thunderbird' }
          gives: { project: acme/support, note: 'Mail: Certificate expires' }
        - span: { app: thunderbird, title: '[globex/intranet] Request for a quote - Mozilla Thunderbird' }
          gives: { project: null }

      """#
    ),
    (
      "rules.d/90-private.yaml",
      #"""
      # What must not even be stored. These act before anything is written to disk.
      rules:
        - name: Private browsing is nobody's business
          when: { title: '(Private Browsing|Incognito)' }
          exclude: true

        - name: The password manager's titles name accounts
          when: { app: keepassxc }
          redact: true

        - name: Account numbers
          when: { title: '\d{2}-\d{4}-\d{7}-\d{2,3}' }
          redact: '\d{2}-\d{4}-\d{7}-\d{2,3}'

      tests:
        - span: { app: firefox-esr, title: Anything at all — Mozilla Firefox Private Browsing }
          gives: { exclude: true }
        - span: { app: KeePassXC, title: Clients.kdbx/acme-prod root - KeePassXC }
          gives: { title: '…' }
        - span: { app: firefox-esr, title: Harbour Studio 12-3456-0789012-00 · Kiwibank — Mozilla Firefox }
          gives: { title: Harbour Studio … · Kiwibank — Mozilla Firefox, project: null }

      """#
    ),
    (
      "rules.d/95-private-windows.yaml",
      #"""
      # Private windows are nobody's business: their time stays in the day, without a name.
      #
      # Firefox and Edge say so in every title of a private window, in the browser's language: look for
      # yours. Chrome, Chromium, Brave, Opera and Vivaldi don't: only an empty new tab is called so, and a
      # page in such a window looks like any other. Start a private browser of its own instead,
      #
      #     chromium --class=private --user-data-dir="$HOME/.config/private" --incognito
      #
      # which the second rule knows by its class; or run "daybook pause".
      rules:
        - name: Windows that say they are private
          when:
            title:
              - Private Browsing                # English
              - InPrivate                       # Edge
              - Incognito                       # Chrome's empty tab; and these two
              - Inkognito
              - Privater Modus                  # German
              - Navigation privée               # French
              - Navegación privada              # Spanish
              - Navegação priva(tiva|da)       # Portuguese
              - Navigazione anonima             # Italian
              - privénavigatie                  # Dutch
              - Privat surfning                 # Swedish
              - privatno pregledanje            # Croatian
              - Приватный просмотр              # Russian
              - Приватний перегляд              # Ukrainian
              - duyệt web riêng tư              # Vietnamese
              - プライベート ?ブラウジング            # Japanese
          exclude: true

        - name: A browser that was started to be private
          when: { app: private }
          exclude: true

      tests:
        - span: { app: firefox-esr, title: Anything — Mozilla Firefox Private Browsing }
          gives: { exclude: true }
        - span: { app: firefox, title: Quelque chose — Navigation privée de Mozilla Firefox }
          gives: { exclude: true }
        - span: { app: firefox, title: Irgendwas — Mozilla Firefox Privater Modus }
          gives: { exclude: true }
        - span: { app: firefox, title: Что-то — Приватный просмотр Mozilla Firefox }
          gives: { exclude: true }
        - span: { app: Microsoft-edge, title: 'Anything - [InPrivate] - Microsoft Edge' }
          gives: { exclude: true }
        - span: { app: private, title: Anything - Chromium }
          gives: { exclude: true }
        - span: { app: Chromium, title: Anything - Chromium }
          gives: { exclude: false }

      """#
    ),
  ]

  /// As `daybook activity export` prints it.
  static let day = #"""
    {"start": "2026-11-20T04:00:00.000+13:00", "end": "2026-11-20T08:12:40.318+13:00", "presence": "off", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:12:40.318+13:00", "end": "2026-11-20T08:13:23.983+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Re: [acme/support] Certificate expires - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:13:23.983+13:00", "end": "2026-11-20T08:13:47.338+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:13:47.338+13:00", "end": "2026-11-20T08:14:10.800+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Re: [acme/support] Certificate expires - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:14:10.800+13:00", "end": "2026-11-20T08:14:10.992+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:14:10.992+13:00", "end": "2026-11-20T08:14:34.572+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:14:34.572+13:00", "end": "2026-11-20T08:15:18.242+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "[globex/intranet] Request for a quote - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:15:18.242+13:00", "end": "2026-11-20T08:16:17.086+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:16:17.086+13:00", "end": "2026-11-20T08:16:42.575+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "[northwind/shop] Lieferzeiten im Warenkorb - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:16:42.575+13:00", "end": "2026-11-20T08:17:13.371+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:17:13.371+13:00", "end": "2026-11-20T08:17:49.949+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "RNZ News — Mozilla Firefox", "workspace": "Other", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:17:49.949+13:00", "end": "2026-11-20T08:18:52.911+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:18:52.911+13:00", "end": "2026-11-20T08:19:30.437+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "[northwind/shop] Lieferzeiten im Warenkorb - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:19:30.437+13:00", "end": "2026-11-20T08:20:04.454+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Re: [acme/support] Certificate expires - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:20:04.454+13:00", "end": "2026-11-20T08:20:25.356+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "[northwind/shop] Lieferzeiten im Warenkorb - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:20:25.356+13:00", "end": "2026-11-20T08:20:46.726+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Re: [acme/support] Certificate expires - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:20:46.726+13:00", "end": "2026-11-20T08:21:30.718+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "RNZ News — Mozilla Firefox", "workspace": "Other", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:21:30.718+13:00", "end": "2026-11-20T08:21:49.613+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "general (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:21:49.613+13:00", "end": "2026-11-20T08:21:49.861+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:21:49.861+13:00", "end": "2026-11-20T08:22:09.917+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "[northwind/shop] Lieferzeiten im Warenkorb - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:22:09.917+13:00", "end": "2026-11-20T08:23:36.324+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Re: [acme/support] Certificate expires - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:23:36.324+13:00", "end": "2026-11-20T08:24:04.747+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:24:04.747+13:00", "end": "2026-11-20T08:24:04.965+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:24:04.965+13:00", "end": "2026-11-20T08:25:28.001+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:25:28.001+13:00", "end": "2026-11-20T08:26:33.513+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Re: [acme/support] Certificate expires - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:26:33.513+13:00", "end": "2026-11-20T08:27:03.728+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:27:03.728+13:00", "end": "2026-11-20T08:27:25.172+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Re: [acme/support] Certificate expires - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:27:25.172+13:00", "end": "2026-11-20T08:27:39.484+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "general (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:27:39.484+13:00", "end": "2026-11-20T08:27:56.985+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:27:56.985+13:00", "end": "2026-11-20T08:28:32.918+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "general (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:28:32.918+13:00", "end": "2026-11-20T08:28:59.488+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:28:59.488+13:00", "end": "2026-11-20T08:29:11.000+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Re: [acme/support] Certificate expires - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:29:11.000+13:00", "end": "2026-11-20T08:29:22.237+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Checkout (localhost:3000) — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:29:22.237+13:00", "end": "2026-11-20T08:29:32.968+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:29:32.968+13:00", "end": "2026-11-20T08:30:16.072+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "CheckoutForm.tsx - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:30:16.072+13:00", "end": "2026-11-20T08:30:58.447+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:30:58.447+13:00", "end": "2026-11-20T08:33:21.033+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "CheckoutForm.tsx - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:33:21.033+13:00", "end": "2026-11-20T08:33:48.011+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "brightside-dental (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:33:48.011+13:00", "end": "2026-11-20T08:33:59.165+13:00", "presence": "active", "app": "Spotify", "instance": "spotify", "title": "Nadia Reid - Preservation", "workspace": "Other", "executable": "/usr/share/spotify/spotify", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:33:59.165+13:00", "end": "2026-11-20T08:34:26.058+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:34:26.058+13:00", "end": "2026-11-20T08:34:45.981+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:34:45.981+13:00", "end": "2026-11-20T08:34:56.011+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:34:56.011+13:00", "end": "2026-11-20T08:36:21.244+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Checkout (localhost:3000) — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:36:21.244+13:00", "end": "2026-11-20T08:37:37.155+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:37:37.155+13:00", "end": "2026-11-20T08:39:04.397+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "CheckoutForm.tsx - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:39:04.397+13:00", "end": "2026-11-20T08:39:41.771+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Intl.NumberFormat - JavaScript | MDN — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:39:41.771+13:00", "end": "2026-11-20T08:40:12.570+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "brightside-dental (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:40:12.570+13:00", "end": "2026-11-20T08:40:32.473+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:40:32.473+13:00", "end": "2026-11-20T08:40:43.157+13:00", "presence": "active", "app": "Spotify", "instance": "spotify", "title": "Nadia Reid - Preservation", "workspace": "Other", "executable": "/usr/share/spotify/spotify", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:40:43.157+13:00", "end": "2026-11-20T08:41:04.707+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Checkout (localhost:3000) — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:41:04.707+13:00", "end": "2026-11-20T08:42:37.964+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:42:37.964+13:00", "end": "2026-11-20T08:42:53.298+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:42:53.298+13:00", "end": "2026-11-20T08:45:25.874+13:00", "presence": "idle", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:45:25.874+13:00", "end": "2026-11-20T08:45:26.195+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:45:26.195+13:00", "end": "2026-11-20T08:48:54.083+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "CheckoutForm.tsx - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:48:54.083+13:00", "end": "2026-11-20T08:49:10.924+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "brightside-dental (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:49:10.924+13:00", "end": "2026-11-20T08:53:51.151+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "CheckoutForm.tsx - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:53:51.151+13:00", "end": "2026-11-20T08:55:16.244+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:55:16.244+13:00", "end": "2026-11-20T08:57:26.442+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "CheckoutForm.tsx - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:57:26.442+13:00", "end": "2026-11-20T08:59:13.245+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T08:59:13.245+13:00", "end": "2026-11-20T09:03:59.915+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "CheckoutForm.tsx - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:03:59.915+13:00", "end": "2026-11-20T09:04:26.800+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Intl.NumberFormat - JavaScript | MDN — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:04:26.800+13:00", "end": "2026-11-20T09:07:48.011+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "CheckoutForm.tsx - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:07:48.011+13:00", "end": "2026-11-20T09:09:21.707+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:09:21.707+13:00", "end": "2026-11-20T09:10:02.172+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:10:02.172+13:00", "end": "2026-11-20T09:10:20.833+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Checkout (localhost:3000) — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:10:20.833+13:00", "end": "2026-11-20T09:10:55.132+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:10:55.132+13:00", "end": "2026-11-20T09:12:11.118+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "CheckoutForm.tsx - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:12:11.118+13:00", "end": "2026-11-20T09:12:36.949+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "brightside-dental (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:12:36.949+13:00", "end": "2026-11-20T09:13:46.208+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "CheckoutForm.tsx - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:13:46.208+13:00", "end": "2026-11-20T09:14:27.691+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Checkout (localhost:3000) — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:14:27.691+13:00", "end": "2026-11-20T09:17:19.418+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:17:19.418+13:00", "end": "2026-11-20T09:17:58.180+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Checkout (localhost:3000) — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:17:58.180+13:00", "end": "2026-11-20T09:18:22.427+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:18:22.427+13:00", "end": "2026-11-20T09:19:38.635+13:00", "presence": "idle", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:19:38.635+13:00", "end": "2026-11-20T09:19:49.093+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Intl.NumberFormat - JavaScript | MDN — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:19:49.093+13:00", "end": "2026-11-20T09:24:13.201+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "CheckoutForm.tsx - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:24:13.201+13:00", "end": "2026-11-20T09:24:43.070+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Checkout (localhost:3000) — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:24:43.070+13:00", "end": "2026-11-20T09:25:18.481+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:25:18.481+13:00", "end": "2026-11-20T09:25:43.259+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:25:43.259+13:00", "end": "2026-11-20T09:29:19.553+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:29:19.553+13:00", "end": "2026-11-20T09:32:02.707+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "CheckoutForm.tsx - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:32:02.707+13:00", "end": "2026-11-20T09:35:24.264+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:35:24.264+13:00", "end": "2026-11-20T09:35:39.737+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Checkout (localhost:3000) — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:35:39.737+13:00", "end": "2026-11-20T09:37:26.726+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:37:26.726+13:00", "end": "2026-11-20T09:38:22.941+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:38:22.941+13:00", "end": "2026-11-20T09:39:58.991+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:39:58.991+13:00", "end": "2026-11-20T09:40:43.277+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Checkout (localhost:3000) — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:40:43.277+13:00", "end": "2026-11-20T09:44:03.509+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:44:03.509+13:00", "end": "2026-11-20T09:44:59.377+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "CheckoutForm.tsx - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:44:59.377+13:00", "end": "2026-11-20T09:45:25.780+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:45:25.780+13:00", "end": "2026-11-20T09:45:56.863+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Intl.NumberFormat - JavaScript | MDN — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:45:56.863+13:00", "end": "2026-11-20T09:52:21.660+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "CheckoutForm.tsx - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:52:21.660+13:00", "end": "2026-11-20T09:52:53.560+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Checkout (localhost:3000) — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:52:53.560+13:00", "end": "2026-11-20T09:56:44.635+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:56:44.635+13:00", "end": "2026-11-20T09:58:06.519+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "CheckoutForm.tsx - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:58:06.519+13:00", "end": "2026-11-20T09:58:41.644+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Intl.NumberFormat - JavaScript | MDN — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T09:58:41.644+13:00", "end": "2026-11-20T10:00:49.264+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:00:49.264+13:00", "end": "2026-11-20T10:00:57.534+13:00", "presence": "active", "app": "Spotify", "instance": "spotify", "title": "Nadia Reid - Preservation", "workspace": "Other", "executable": "/usr/share/spotify/spotify", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:00:57.534+13:00", "end": "2026-11-20T10:00:58.371+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:00:58.371+13:00", "end": "2026-11-20T10:01:55.204+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "CheckoutForm.tsx - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:01:55.204+13:00", "end": "2026-11-20T10:05:50.971+13:00", "presence": "active", "app": "zoom", "instance": "zoom", "title": "Acme weekly – Zoom Meeting", "workspace": "Work", "executable": "/opt/zoom/zoom", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:05:50.971+13:00", "end": "2026-11-20T10:06:34.320+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "schema.graphql - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:06:34.320+13:00", "end": "2026-11-20T10:07:42.570+13:00", "presence": "active", "app": "zoom", "instance": "zoom", "title": "Acme weekly – Zoom Meeting", "workspace": "Work", "executable": "/opt/zoom/zoom", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:07:42.570+13:00", "end": "2026-11-20T10:08:25.799+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "schema.graphql - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:08:25.799+13:00", "end": "2026-11-20T10:12:14.166+13:00", "presence": "active", "app": "zoom", "instance": "zoom", "title": "Acme weekly – Zoom Meeting", "workspace": "Work", "executable": "/opt/zoom/zoom", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:12:14.166+13:00", "end": "2026-11-20T10:12:45.872+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "schema.graphql - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:12:45.872+13:00", "end": "2026-11-20T10:14:22.454+13:00", "presence": "active", "app": "zoom", "instance": "zoom", "title": "Acme weekly – Zoom Meeting", "workspace": "Work", "executable": "/opt/zoom/zoom", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:14:22.454+13:00", "end": "2026-11-20T10:14:56.270+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "schema.graphql - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:14:56.270+13:00", "end": "2026-11-20T10:16:32.497+13:00", "presence": "active", "app": "zoom", "instance": "zoom", "title": "Acme weekly – Zoom Meeting", "workspace": "Work", "executable": "/opt/zoom/zoom", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:16:32.497+13:00", "end": "2026-11-20T10:17:16.020+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "schema.graphql - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:17:16.020+13:00", "end": "2026-11-20T10:18:30.000+13:00", "presence": "active", "app": "zoom", "instance": "zoom", "title": "Acme weekly – Zoom Meeting", "workspace": "Work", "executable": "/opt/zoom/zoom", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:18:30.000+13:00", "end": "2026-11-20T10:26:47.500+13:00", "presence": "idle", "app": "zoom", "instance": "zoom", "title": "Acme weekly – Zoom Meeting", "workspace": "Work", "executable": "/opt/zoom/zoom", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:26:47.500+13:00", "end": "2026-11-20T10:27:33.885+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "schema.graphql - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:27:33.885+13:00", "end": "2026-11-20T10:29:20.494+13:00", "presence": "active", "app": "zoom", "instance": "zoom", "title": "Acme weekly – Zoom Meeting", "workspace": "Work", "executable": "/opt/zoom/zoom", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:29:20.494+13:00", "end": "2026-11-20T10:29:51.176+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "schema.graphql - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:29:51.176+13:00", "end": "2026-11-20T10:31:23.807+13:00", "presence": "active", "app": "zoom", "instance": "zoom", "title": "Acme weekly – Zoom Meeting", "workspace": "Work", "executable": "/opt/zoom/zoom", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:31:23.807+13:00", "end": "2026-11-20T10:31:43.986+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "schema.graphql - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:31:43.986+13:00", "end": "2026-11-20T10:33:02.000+13:00", "presence": "active", "app": "zoom", "instance": "zoom", "title": "Acme weekly – Zoom Meeting", "workspace": "Work", "executable": "/opt/zoom/zoom", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:33:02.000+13:00", "end": "2026-11-20T10:36:02.118+13:00", "presence": "idle", "app": "Code", "instance": "code", "title": "schema.graphql - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:36:02.118+13:00", "end": "2026-11-20T10:42:40.071+13:00", "presence": "locked", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:42:40.071+13:00", "end": "2026-11-20T10:46:53.137+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Booking form v3 – Figma — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:46:53.137+13:00", "end": "2026-11-20T10:49:28.891+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Icons – Figma — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:49:28.891+13:00", "end": "2026-11-20T10:49:54.643+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "brightside-dental (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:49:54.643+13:00", "end": "2026-11-20T10:50:47.836+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Icons – Figma — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:50:47.836+13:00", "end": "2026-11-20T10:51:42.773+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "brightside-dental (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:51:42.773+13:00", "end": "2026-11-20T10:53:42.126+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Icons – Figma — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T10:53:42.126+13:00", "end": "2026-11-20T11:00:03.170+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Booking form v3 – Figma — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:00:03.170+13:00", "end": "2026-11-20T11:00:34.110+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Intl.NumberFormat - JavaScript | MDN — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:00:34.110+13:00", "end": "2026-11-20T11:00:38.760+13:00", "presence": "active", "app": "Spotify", "instance": "spotify", "title": "Nadia Reid - Preservation", "workspace": "Other", "executable": "/usr/share/spotify/spotify", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:00:38.760+13:00", "end": "2026-11-20T11:05:31.328+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Booking form v3 – Figma — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:05:31.328+13:00", "end": "2026-11-20T11:05:41.232+13:00", "presence": "active", "app": "Spotify", "instance": "spotify", "title": "Nadia Reid - Preservation", "workspace": "Other", "executable": "/usr/share/spotify/spotify", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:05:41.232+13:00", "end": "2026-11-20T11:05:41.489+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:05:41.489+13:00", "end": "2026-11-20T11:05:46.736+13:00", "presence": "active", "app": "Spotify", "instance": "spotify", "title": "Nadia Reid - Preservation", "workspace": "Other", "executable": "/usr/share/spotify/spotify", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:05:46.736+13:00", "end": "2026-11-20T11:07:27.549+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Booking form v3 – Figma — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:07:27.549+13:00", "end": "2026-11-20T11:08:02.474+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Icons – Figma — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:08:02.474+13:00", "end": "2026-11-20T11:08:25.083+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "brightside-dental (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:08:25.083+13:00", "end": "2026-11-20T11:10:51.381+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Booking form v3 – Figma — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:10:51.381+13:00", "end": "2026-11-20T11:11:54.830+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Icons – Figma — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:11:54.830+13:00", "end": "2026-11-20T11:17:17.260+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Booking form v3 – Figma — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:17:17.260+13:00", "end": "2026-11-20T11:17:58.429+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Icons – Figma — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:17:58.429+13:00", "end": "2026-11-20T11:20:59.968+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Booking form v3 – Figma — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:20:59.968+13:00", "end": "2026-11-20T11:21:24.911+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "brightside-dental (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:21:24.911+13:00", "end": "2026-11-20T11:22:39.235+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Booking form v3 – Figma — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:22:39.235+13:00", "end": "2026-11-20T11:25:31.977+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Icons – Figma — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:25:31.977+13:00", "end": "2026-11-20T11:31:09.000+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Booking form v3 – Figma — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:31:09.000+13:00", "end": "2026-11-20T11:31:49.992+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:31:49.992+13:00", "end": "2026-11-20T11:32:47.880+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:32:47.880+13:00", "end": "2026-11-20T11:33:16.841+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:33:16.841+13:00", "end": "2026-11-20T11:35:11.342+13:00", "presence": "idle", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:35:11.342+13:00", "end": "2026-11-20T11:36:06.935+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:36:06.935+13:00", "end": "2026-11-20T11:36:33.582+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:36:33.582+13:00", "end": "2026-11-20T11:37:16.480+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:37:16.480+13:00", "end": "2026-11-20T11:37:49.814+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "form.css - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:37:49.814+13:00", "end": "2026-11-20T11:38:46.613+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:38:46.613+13:00", "end": "2026-11-20T11:39:19.289+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:39:19.289+13:00", "end": "2026-11-20T11:40:40.027+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:40:40.027+13:00", "end": "2026-11-20T11:42:03.087+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "form.css - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:42:03.087+13:00", "end": "2026-11-20T11:44:58.072+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:44:58.072+13:00", "end": "2026-11-20T11:47:01.589+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "form.css - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:47:01.589+13:00", "end": "2026-11-20T11:47:48.125+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:47:48.125+13:00", "end": "2026-11-20T11:48:25.948+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "[northwind/shop] Lieferzeiten im Warenkorb - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:48:25.948+13:00", "end": "2026-11-20T11:51:17.219+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "form.css - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:51:17.219+13:00", "end": "2026-11-20T11:52:27.453+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:52:27.453+13:00", "end": "2026-11-20T11:52:27.660+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:52:27.660+13:00", "end": "2026-11-20T11:52:50.618+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:52:50.618+13:00", "end": "2026-11-20T11:53:18.609+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:53:18.609+13:00", "end": "2026-11-20T11:53:52.111+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "form.css - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:53:52.111+13:00", "end": "2026-11-20T11:56:05.409+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:56:05.409+13:00", "end": "2026-11-20T11:56:05.873+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:56:05.873+13:00", "end": "2026-11-20T11:56:50.291+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:56:50.291+13:00", "end": "2026-11-20T11:57:10.585+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:57:10.585+13:00", "end": "2026-11-20T11:57:48.071+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "form.css - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T11:57:48.071+13:00", "end": "2026-11-20T12:00:17.141+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T12:00:17.141+13:00", "end": "2026-11-20T12:00:17.384+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T12:00:17.384+13:00", "end": "2026-11-20T12:02:56.369+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T12:02:56.369+13:00", "end": "2026-11-20T12:03:24.199+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T12:03:24.199+13:00", "end": "2026-11-20T12:07:56.366+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T12:07:56.366+13:00", "end": "2026-11-20T12:08:23.811+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T12:08:23.811+13:00", "end": "2026-11-20T12:08:51.473+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T12:08:51.473+13:00", "end": "2026-11-20T12:09:14.421+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "[northwind/shop] Lieferzeiten im Warenkorb - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T12:09:14.421+13:00", "end": "2026-11-20T12:09:52.865+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T12:09:52.865+13:00", "end": "2026-11-20T12:10:08.053+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T12:10:08.053+13:00", "end": "2026-11-20T12:10:41.375+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Checkout (localhost:3000) — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T12:10:41.375+13:00", "end": "2026-11-20T12:10:59.716+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T12:10:59.716+13:00", "end": "2026-11-20T12:15:22.580+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T12:15:22.580+13:00", "end": "2026-11-20T12:17:48.330+13:00", "presence": "idle", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T12:17:48.330+13:00", "end": "2026-11-20T12:20:48.330+13:00", "presence": "idle", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T12:20:48.330+13:00", "end": "2026-11-20T13:04:20.900+13:00", "presence": "locked", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:04:20.900+13:00", "end": "2026-11-20T13:05:02.000+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "RNZ News — Mozilla Firefox", "workspace": "Other", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:05:02.000+13:00", "end": "2026-11-20T13:09:26.443+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Surprise party for Mum marigold-7731 — Mozilla Firefox Private Browsing", "workspace": "Other", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:09:26.443+13:00", "end": "2026-11-20T13:11:40.000+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Harbour Studio 12-3456-0789012-00 · Kiwibank — Mozilla Firefox", "workspace": "Other", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:11:40.000+13:00", "end": "2026-11-20T13:13:04.133+13:00", "presence": "active", "app": "libreoffice-calc", "instance": "libreoffice", "title": "Northwind_Preise.ods — LibreOffice Calc", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:13:04.133+13:00", "end": "2026-11-20T13:14:21.789+13:00", "presence": "active", "app": "libreoffice-writer", "instance": "libreoffice", "title": "Northwind_Angebot.odt — LibreOffice Writer", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:14:21.789+13:00", "end": "2026-11-20T13:14:22.460+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:14:22.460+13:00", "end": "2026-11-20T13:15:22.737+13:00", "presence": "active", "app": "libreoffice-writer", "instance": "libreoffice", "title": "Northwind_Angebot.odt — LibreOffice Writer", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:15:22.737+13:00", "end": "2026-11-20T13:15:23.096+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:15:23.096+13:00", "end": "2026-11-20T13:18:23.536+13:00", "presence": "idle", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:18:23.536+13:00", "end": "2026-11-20T13:20:28.182+13:00", "presence": "active", "app": "libreoffice-writer", "instance": "libreoffice", "title": "Northwind_Angebot.odt — LibreOffice Writer", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:20:28.182+13:00", "end": "2026-11-20T13:20:28.899+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:20:28.899+13:00", "end": "2026-11-20T13:22:00.804+13:00", "presence": "active", "app": "libreoffice-calc", "instance": "libreoffice", "title": "Northwind_Preise.ods — LibreOffice Calc", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:22:00.804+13:00", "end": "2026-11-20T13:23:54.896+13:00", "presence": "active", "app": "libreoffice-writer", "instance": "libreoffice", "title": "Northwind_Angebot.odt — LibreOffice Writer", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:23:54.896+13:00", "end": "2026-11-20T13:24:44.116+13:00", "presence": "active", "app": "libreoffice-calc", "instance": "libreoffice", "title": "Northwind_Preise.ods — LibreOffice Calc", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:24:44.116+13:00", "end": "2026-11-20T13:28:22.145+13:00", "presence": "active", "app": "libreoffice-writer", "instance": "libreoffice", "title": "Northwind_Angebot.odt — LibreOffice Writer", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:28:22.145+13:00", "end": "2026-11-20T13:28:55.462+13:00", "presence": "active", "app": "libreoffice-calc", "instance": "libreoffice", "title": "Northwind_Preise.ods — LibreOffice Calc", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:28:55.462+13:00", "end": "2026-11-20T13:30:39.347+13:00", "presence": "active", "app": "libreoffice-writer", "instance": "libreoffice", "title": "Northwind_Angebot.odt — LibreOffice Writer", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:30:39.347+13:00", "end": "2026-11-20T13:31:34.735+13:00", "presence": "active", "app": "libreoffice-calc", "instance": "libreoffice", "title": "Northwind_Preise.ods — LibreOffice Calc", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:31:34.735+13:00", "end": "2026-11-20T13:35:36.444+13:00", "presence": "active", "app": "libreoffice-writer", "instance": "libreoffice", "title": "Northwind_Angebot.odt — LibreOffice Writer", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:35:36.444+13:00", "end": "2026-11-20T13:36:32.470+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "general (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:36:32.470+13:00", "end": "2026-11-20T13:38:03.524+13:00", "presence": "active", "app": "libreoffice-writer", "instance": "libreoffice", "title": "Northwind_Angebot.odt — LibreOffice Writer", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:38:03.524+13:00", "end": "2026-11-20T13:38:03.825+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:38:03.825+13:00", "end": "2026-11-20T13:41:30.433+13:00", "presence": "active", "app": "libreoffice-writer", "instance": "libreoffice", "title": "Northwind_Angebot.odt — LibreOffice Writer", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:41:30.433+13:00", "end": "2026-11-20T13:41:31.133+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:41:31.133+13:00", "end": "2026-11-20T13:42:37.589+13:00", "presence": "active", "app": "libreoffice-calc", "instance": "libreoffice", "title": "Northwind_Preise.ods — LibreOffice Calc", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:42:37.589+13:00", "end": "2026-11-20T13:43:44.664+13:00", "presence": "active", "app": "libreoffice-writer", "instance": "libreoffice", "title": "Northwind_Angebot.odt — LibreOffice Writer", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:43:44.664+13:00", "end": "2026-11-20T13:43:45.231+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:43:45.231+13:00", "end": "2026-11-20T13:43:55.552+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "general (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:43:55.552+13:00", "end": "2026-11-20T13:46:28.323+13:00", "presence": "active", "app": "libreoffice-writer", "instance": "libreoffice", "title": "Northwind_Angebot.odt — LibreOffice Writer", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:46:28.323+13:00", "end": "2026-11-20T13:46:49.850+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Intl.NumberFormat - JavaScript | MDN — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:46:49.850+13:00", "end": "2026-11-20T13:48:01.202+13:00", "presence": "active", "app": "libreoffice-calc", "instance": "libreoffice", "title": "Northwind_Preise.ods — LibreOffice Calc", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:48:01.202+13:00", "end": "2026-11-20T13:51:04.929+13:00", "presence": "active", "app": "libreoffice-writer", "instance": "libreoffice", "title": "Northwind_Angebot.odt — LibreOffice Writer", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:51:04.929+13:00", "end": "2026-11-20T13:52:47.709+13:00", "presence": "active", "app": "libreoffice-calc", "instance": "libreoffice", "title": "Northwind_Preise.ods — LibreOffice Calc", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:52:47.709+13:00", "end": "2026-11-20T13:58:04.685+13:00", "presence": "active", "app": "libreoffice-writer", "instance": "libreoffice", "title": "Northwind_Angebot.odt — LibreOffice Writer", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:58:04.685+13:00", "end": "2026-11-20T13:58:17.702+13:00", "presence": "active", "app": "libreoffice-calc", "instance": "libreoffice", "title": "Northwind_Preise.ods — LibreOffice Calc", "workspace": "Work", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T13:58:17.702+13:00", "end": "2026-11-20T14:02:03.706+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "ProductGrid.vue - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:02:03.706+13:00", "end": "2026-11-20T14:02:36.972+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Merge request !41 · northwind-shop · GitLab — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:02:36.972+13:00", "end": "2026-11-20T14:08:02.574+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "ProductGrid.vue - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:08:02.574+13:00", "end": "2026-11-20T14:08:46.941+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "useFilters.ts - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:08:46.941+13:00", "end": "2026-11-20T14:09:59.945+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "ProductGrid.vue - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:09:59.945+13:00", "end": "2026-11-20T14:10:08.253+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Sign in · northwind-shop · GitLab — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:10:08.253+13:00", "end": "2026-11-20T14:10:27.257+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "brightside-dental (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:10:27.257+13:00", "end": "2026-11-20T14:12:26.670+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Merge request !41 · northwind-shop · GitLab — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:12:26.670+13:00", "end": "2026-11-20T14:13:44.814+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "useFilters.ts - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:13:44.814+13:00", "end": "2026-11-20T14:17:06.065+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "ProductGrid.vue - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:17:06.065+13:00", "end": "2026-11-20T14:19:11.241+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "useFilters.ts - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:19:11.241+13:00", "end": "2026-11-20T14:19:33.968+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Sign in · northwind-shop · GitLab — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:19:33.968+13:00", "end": "2026-11-20T14:20:19.944+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "ProductGrid.vue - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:20:19.944+13:00", "end": "2026-11-20T14:20:33.712+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Sign in · northwind-shop · GitLab — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:20:33.712+13:00", "end": "2026-11-20T14:24:56.570+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "ProductGrid.vue - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:24:56.570+13:00", "end": "2026-11-20T14:24:57.169+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:24:57.169+13:00", "end": "2026-11-20T14:25:27.652+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:25:27.652+13:00", "end": "2026-11-20T14:26:51.956+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "ProductGrid.vue - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:26:51.956+13:00", "end": "2026-11-20T14:27:41.887+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:27:41.887+13:00", "end": "2026-11-20T14:28:46.455+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "useFilters.ts - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:28:46.455+13:00", "end": "2026-11-20T14:31:44.805+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "ProductGrid.vue - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:31:44.805+13:00", "end": "2026-11-20T14:32:38.932+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:32:38.932+13:00", "end": "2026-11-20T14:33:54.495+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "useFilters.ts - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:33:54.495+13:00", "end": "2026-11-20T14:36:13.132+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "ProductGrid.vue - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:36:13.132+13:00", "end": "2026-11-20T14:37:25.043+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "useFilters.ts - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:37:25.043+13:00", "end": "2026-11-20T14:38:05.306+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Merge request !41 · northwind-shop · GitLab — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:38:05.306+13:00", "end": "2026-11-20T14:39:01.032+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "useFilters.ts - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:39:01.032+13:00", "end": "2026-11-20T14:39:26.734+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Merge request !41 · northwind-shop · GitLab — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:39:26.734+13:00", "end": "2026-11-20T14:39:58.940+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:39:58.940+13:00", "end": "2026-11-20T14:40:11.865+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "brightside-dental (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:40:11.865+13:00", "end": "2026-11-20T14:42:49.023+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "useFilters.ts - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:42:49.023+13:00", "end": "2026-11-20T14:42:49.621+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:42:49.621+13:00", "end": "2026-11-20T14:44:26.239+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "useFilters.ts - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:44:26.239+13:00", "end": "2026-11-20T14:46:29.472+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "ProductGrid.vue - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:46:29.472+13:00", "end": "2026-11-20T14:47:10.245+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:47:10.245+13:00", "end": "2026-11-20T14:47:33.000+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "useFilters.ts - northwind-shop - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:47:33.000+13:00", "end": "2026-11-20T14:48:25.328+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Re: [acme/support] Certificate expires - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:48:25.328+13:00", "end": "2026-11-20T14:50:32.121+13:00", "presence": "active", "app": "Gnome-terminal", "instance": "gnome-terminal-server", "title": "root@acme-prod: /var/log/nginx", "workspace": "Work", "executable": "/usr/libexec/gnome-terminal-server", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:50:32.121+13:00", "end": "2026-11-20T14:50:38.331+13:00", "presence": "active", "app": "KeePassXC", "instance": "keepassxc", "title": "Clients.kdbx/acme-prod root - KeePassXC", "workspace": "Work", "executable": "/usr/bin/keepassxc", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:50:38.331+13:00", "end": "2026-11-20T14:50:38.663+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:50:38.663+13:00", "end": "2026-11-20T14:51:56.275+13:00", "presence": "active", "app": "Gnome-terminal", "instance": "gnome-terminal-server", "title": "root@acme-prod: /var/log/nginx", "workspace": "Work", "executable": "/usr/libexec/gnome-terminal-server", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:51:56.275+13:00", "end": "2026-11-20T14:52:02.685+13:00", "presence": "active", "app": "KeePassXC", "instance": "keepassxc", "title": "Clients.kdbx/acme-prod root - KeePassXC", "workspace": "Work", "executable": "/usr/bin/keepassxc", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:52:02.685+13:00", "end": "2026-11-20T14:53:30.259+13:00", "presence": "active", "app": "Gnome-terminal", "instance": "gnome-terminal-server", "title": "root@acme-prod: /var/log/nginx", "workspace": "Work", "executable": "/usr/libexec/gnome-terminal-server", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:53:30.259+13:00", "end": "2026-11-20T14:53:38.654+13:00", "presence": "active", "app": "KeePassXC", "instance": "keepassxc", "title": "Clients.kdbx/acme-prod root - KeePassXC", "workspace": "Work", "executable": "/usr/bin/keepassxc", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:53:38.654+13:00", "end": "2026-11-20T14:54:40.231+13:00", "presence": "active", "app": "Gnome-terminal", "instance": "gnome-terminal-server", "title": "root@acme-prod: /var/log/nginx", "workspace": "Work", "executable": "/usr/libexec/gnome-terminal-server", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:54:40.231+13:00", "end": "2026-11-20T14:55:30.647+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Ticket #4812: Checkout is slow · Acme Support — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:55:30.647+13:00", "end": "2026-11-20T14:56:16.891+13:00", "presence": "active", "app": "Gnome-terminal", "instance": "gnome-terminal-server", "title": "root@acme-prod: /var/log/nginx", "workspace": "Work", "executable": "/usr/libexec/gnome-terminal-server", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:56:16.891+13:00", "end": "2026-11-20T14:56:36.991+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Re: [acme/support] Certificate expires - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:56:36.991+13:00", "end": "2026-11-20T14:57:25.401+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Ticket #4812: Checkout is slow · Acme Support — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:57:25.401+13:00", "end": "2026-11-20T14:57:38.529+13:00", "presence": "active", "app": "KeePassXC", "instance": "keepassxc", "title": "Clients.kdbx/acme-prod root - KeePassXC", "workspace": "Work", "executable": "/usr/bin/keepassxc", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:57:38.529+13:00", "end": "2026-11-20T14:57:38.696+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:57:38.696+13:00", "end": "2026-11-20T14:58:02.056+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Ticket #4812: Checkout is slow · Acme Support — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:58:02.056+13:00", "end": "2026-11-20T14:59:02.903+13:00", "presence": "active", "app": "Gnome-terminal", "instance": "gnome-terminal-server", "title": "root@acme-prod: /var/log/nginx", "workspace": "Work", "executable": "/usr/libexec/gnome-terminal-server", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:59:02.903+13:00", "end": "2026-11-20T14:59:28.231+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Ticket #4812: Checkout is slow · Acme Support — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T14:59:28.231+13:00", "end": "2026-11-20T15:02:52.700+13:00", "presence": "active", "app": "Gnome-terminal", "instance": "gnome-terminal-server", "title": "root@acme-prod: /var/log/nginx", "workspace": "Work", "executable": "/usr/libexec/gnome-terminal-server", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:02:52.700+13:00", "end": "2026-11-20T15:04:06.074+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Ticket #4812: Checkout is slow · Acme Support — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:04:06.074+13:00", "end": "2026-11-20T15:05:44.650+13:00", "presence": "active", "app": "Gnome-terminal", "instance": "gnome-terminal-server", "title": "root@acme-prod: /var/log/nginx", "workspace": "Work", "executable": "/usr/libexec/gnome-terminal-server", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:05:44.650+13:00", "end": "2026-11-20T15:06:29.818+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Ticket #4812: Checkout is slow · Acme Support — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:06:29.818+13:00", "end": "2026-11-20T15:06:30.469+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:06:30.469+13:00", "end": "2026-11-20T15:10:14.115+13:00", "presence": "active", "app": "Gnome-terminal", "instance": "gnome-terminal-server", "title": "root@acme-prod: /var/log/nginx", "workspace": "Work", "executable": "/usr/libexec/gnome-terminal-server", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:10:14.115+13:00", "end": "2026-11-20T15:10:33.469+13:00", "presence": "active", "app": "KeePassXC", "instance": "keepassxc", "title": "Clients.kdbx/acme-prod root - KeePassXC", "workspace": "Work", "executable": "/usr/bin/keepassxc", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:10:33.469+13:00", "end": "2026-11-20T15:12:31.280+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Ticket #4812: Checkout is slow · Acme Support — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:12:31.280+13:00", "end": "2026-11-20T15:13:13.196+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Re: [acme/support] Certificate expires - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:13:13.196+13:00", "end": "2026-11-20T15:14:54.764+13:00", "presence": "active", "app": "Gnome-terminal", "instance": "gnome-terminal-server", "title": "root@acme-prod: /var/log/nginx", "workspace": "Work", "executable": "/usr/libexec/gnome-terminal-server", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:14:54.764+13:00", "end": "2026-11-20T15:15:27.767+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Re: [acme/support] Certificate expires - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:15:27.767+13:00", "end": "2026-11-20T15:16:31.838+13:00", "presence": "active", "app": "Gnome-terminal", "instance": "gnome-terminal-server", "title": "root@acme-prod: /var/log/nginx", "workspace": "Work", "executable": "/usr/libexec/gnome-terminal-server", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:16:31.838+13:00", "end": "2026-11-20T15:17:16.591+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Re: [acme/support] Certificate expires - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:17:16.591+13:00", "end": "2026-11-20T15:18:48.382+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Ticket #4812: Checkout is slow · Acme Support — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:18:48.382+13:00", "end": "2026-11-20T15:19:05.615+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Re: [acme/support] Certificate expires - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:19:05.615+13:00", "end": "2026-11-20T15:31:44.209+13:00", "presence": "asleep", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:31:44.209+13:00", "end": "2026-11-20T15:34:22.932+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:34:22.932+13:00", "end": "2026-11-20T15:36:22.416+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.test.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:36:22.416+13:00", "end": "2026-11-20T15:38:58.667+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:38:58.667+13:00", "end": "2026-11-20T15:42:02.836+13:00", "presence": "idle", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:42:02.836+13:00", "end": "2026-11-20T15:43:05.434+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:43:05.434+13:00", "end": "2026-11-20T15:43:55.280+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:43:55.280+13:00", "end": "2026-11-20T15:44:50.261+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:44:50.261+13:00", "end": "2026-11-20T15:46:45.088+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.test.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:46:45.088+13:00", "end": "2026-11-20T15:48:08.757+13:00", "presence": "idle", "app": "Code", "instance": "code", "title": "cart.test.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:48:08.757+13:00", "end": "2026-11-20T15:52:27.201+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.test.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:52:27.201+13:00", "end": "2026-11-20T15:52:47.900+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Merge request !41 · northwind-shop · GitLab — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:52:47.900+13:00", "end": "2026-11-20T15:54:20.534+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:54:20.534+13:00", "end": "2026-11-20T15:55:09.496+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:55:09.496+13:00", "end": "2026-11-20T15:55:28.056+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Merge request !41 · northwind-shop · GitLab — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:55:28.056+13:00", "end": "2026-11-20T15:56:30.367+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.test.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:56:30.367+13:00", "end": "2026-11-20T15:56:56.479+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:56:56.479+13:00", "end": "2026-11-20T15:58:43.393+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:58:43.393+13:00", "end": "2026-11-20T15:59:46.961+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T15:59:46.961+13:00", "end": "2026-11-20T16:04:31.381+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:04:31.381+13:00", "end": "2026-11-20T16:04:55.448+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "schema.graphql - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:04:55.448+13:00", "end": "2026-11-20T16:05:10.329+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:05:10.329+13:00", "end": "2026-11-20T16:08:15.914+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:08:15.914+13:00", "end": "2026-11-20T16:08:26.678+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:08:26.678+13:00", "end": "2026-11-20T16:09:20.889+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:09:20.889+13:00", "end": "2026-11-20T16:09:54.777+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.test.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:09:54.777+13:00", "end": "2026-11-20T16:10:07.834+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:10:07.834+13:00", "end": "2026-11-20T16:11:35.944+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.test.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:11:35.944+13:00", "end": "2026-11-20T16:12:21.899+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:12:21.899+13:00", "end": "2026-11-20T16:12:53.844+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.test.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:12:53.844+13:00", "end": "2026-11-20T16:14:06.278+13:00", "presence": "idle", "app": "Code", "instance": "code", "title": "cart.test.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:14:06.278+13:00", "end": "2026-11-20T16:14:28.284+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Merge request !41 · northwind-shop · GitLab — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:14:28.284+13:00", "end": "2026-11-20T16:15:02.717+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "schema.graphql - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:15:02.717+13:00", "end": "2026-11-20T16:15:43.926+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Merge request !41 · northwind-shop · GitLab — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:15:43.926+13:00", "end": "2026-11-20T16:17:09.858+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:17:09.858+13:00", "end": "2026-11-20T16:17:43.218+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.test.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:17:43.218+13:00", "end": "2026-11-20T16:19:12.791+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:19:12.791+13:00", "end": "2026-11-20T16:19:45.358+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:19:45.358+13:00", "end": "2026-11-20T16:19:45.716+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:19:45.716+13:00", "end": "2026-11-20T16:19:57.444+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:19:57.444+13:00", "end": "2026-11-20T16:20:23.519+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "schema.graphql - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:20:23.519+13:00", "end": "2026-11-20T16:22:22.163+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:22:22.163+13:00", "end": "2026-11-20T16:25:35.603+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.test.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:25:35.603+13:00", "end": "2026-11-20T16:26:07.373+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:26:07.373+13:00", "end": "2026-11-20T16:26:41.958+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "schema.graphql - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:26:41.958+13:00", "end": "2026-11-20T16:28:33.193+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.test.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:28:33.193+13:00", "end": "2026-11-20T16:29:29.263+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "schema.graphql - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:29:29.263+13:00", "end": "2026-11-20T16:30:47.113+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:30:47.113+13:00", "end": "2026-11-20T16:31:12.931+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:31:12.931+13:00", "end": "2026-11-20T16:33:40.708+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:33:40.708+13:00", "end": "2026-11-20T16:33:49.182+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:33:49.182+13:00", "end": "2026-11-20T16:34:53.626+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:34:53.626+13:00", "end": "2026-11-20T16:37:05.774+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.test.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:37:05.774+13:00", "end": "2026-11-20T16:37:31.843+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:37:31.843+13:00", "end": "2026-11-20T16:38:45.705+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:38:45.705+13:00", "end": "2026-11-20T16:39:46.461+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "schema.graphql - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:39:46.461+13:00", "end": "2026-11-20T16:40:23.863+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.test.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:40:23.863+13:00", "end": "2026-11-20T16:41:42.377+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:41:42.377+13:00", "end": "2026-11-20T16:42:54.386+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:42:54.386+13:00", "end": "2026-11-20T16:43:54.843+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/acme-web", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/acme-web", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:43:54.843+13:00", "end": "2026-11-20T16:44:10.000+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "cart.ts - acme-web - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:44:10.000+13:00", "end": "2026-11-20T16:52:31.020+13:00", "presence": "paused", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:52:31.020+13:00", "end": "2026-11-20T16:53:33.667+13:00", "presence": "active", "app": "Gimp-2.10", "instance": "gimp-2.10", "title": "school-fair-poster.xcf-2.0 (RGB color) – GIMP", "workspace": "Other", "executable": "/usr/bin/gimp-2.10", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:53:33.667+13:00", "end": "2026-11-20T16:54:22.879+13:00", "presence": "active", "app": "libreoffice-calc", "instance": "libreoffice", "title": "household-2026.ods — LibreOffice Calc", "workspace": "Other", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:54:22.879+13:00", "end": "2026-11-20T16:54:32.220+13:00", "presence": "active", "app": "Spotify", "instance": "spotify", "title": "Nadia Reid - Preservation", "workspace": "Other", "executable": "/usr/share/spotify/spotify", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:54:32.220+13:00", "end": "2026-11-20T16:58:12.102+13:00", "presence": "active", "app": "Gimp-2.10", "instance": "gimp-2.10", "title": "school-fair-poster.xcf-2.0 (RGB color) – GIMP", "workspace": "Other", "executable": "/usr/bin/gimp-2.10", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T16:58:12.102+13:00", "end": "2026-11-20T17:00:25.486+13:00", "presence": "active", "app": "libreoffice-calc", "instance": "libreoffice", "title": "household-2026.ods — LibreOffice Calc", "workspace": "Other", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:00:25.486+13:00", "end": "2026-11-20T17:01:58.224+13:00", "presence": "active", "app": "Gimp-2.10", "instance": "gimp-2.10", "title": "school-fair-poster.xcf-2.0 (RGB color) – GIMP", "workspace": "Other", "executable": "/usr/bin/gimp-2.10", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:01:58.224+13:00", "end": "2026-11-20T17:03:02.579+13:00", "presence": "active", "app": "libreoffice-calc", "instance": "libreoffice", "title": "household-2026.ods — LibreOffice Calc", "workspace": "Other", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:03:02.579+13:00", "end": "2026-11-20T17:05:31.726+13:00", "presence": "active", "app": "Gimp-2.10", "instance": "gimp-2.10", "title": "school-fair-poster.xcf-2.0 (RGB color) – GIMP", "workspace": "Other", "executable": "/usr/bin/gimp-2.10", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:05:31.726+13:00", "end": "2026-11-20T17:06:03.000+13:00", "presence": "active", "app": "libreoffice-calc", "instance": "libreoffice", "title": "household-2026.ods — LibreOffice Calc", "workspace": "Other", "executable": "/usr/lib/libreoffice/program/soffice.bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:06:03.000+13:00", "end": "2026-11-20T17:06:13.197+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "general (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:06:13.197+13:00", "end": "2026-11-20T17:07:49.320+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "[northwind/shop] Lieferzeiten im Warenkorb - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:07:49.320+13:00", "end": "2026-11-20T17:08:11.517+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:08:11.517+13:00", "end": "2026-11-20T17:08:47.634+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "brightside-dental (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:08:47.634+13:00", "end": "2026-11-20T17:09:06.534+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:09:06.534+13:00", "end": "2026-11-20T17:10:58.877+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "[northwind/shop] Lieferzeiten im Warenkorb - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:10:58.877+13:00", "end": "2026-11-20T17:11:21.714+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:11:21.714+13:00", "end": "2026-11-20T17:12:01.131+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "brightside-dental (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:12:01.131+13:00", "end": "2026-11-20T17:12:01.537+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:12:01.537+13:00", "end": "2026-11-20T17:12:30.390+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:12:30.390+13:00", "end": "2026-11-20T17:14:09.705+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "[northwind/shop] Lieferzeiten im Warenkorb - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:14:09.705+13:00", "end": "2026-11-20T17:14:26.466+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "general (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:14:26.466+13:00", "end": "2026-11-20T17:15:05.630+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:15:05.630+13:00", "end": "2026-11-20T17:15:34.239+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "brightside-dental (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:15:34.239+13:00", "end": "2026-11-20T17:16:10.563+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "general (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:16:10.563+13:00", "end": "2026-11-20T17:16:51.086+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Re: [acme/support] Certificate expires - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:16:51.086+13:00", "end": "2026-11-20T17:17:21.558+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "[northwind/shop] Lieferzeiten im Warenkorb - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:17:21.558+13:00", "end": "2026-11-20T17:17:32.578+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "general (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:17:32.578+13:00", "end": "2026-11-20T17:19:19.436+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:19:19.436+13:00", "end": "2026-11-20T17:20:42.742+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "[northwind/shop] Lieferzeiten im Warenkorb - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:20:42.742+13:00", "end": "2026-11-20T17:20:58.317+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "general (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:20:58.317+13:00", "end": "2026-11-20T17:21:38.349+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:21:38.349+13:00", "end": "2026-11-20T17:21:54.962+13:00", "presence": "active", "app": "Slack", "instance": "slack", "title": "brightside-dental (Channel) - Harbour Studio - Slack", "workspace": "Work", "executable": "/usr/lib/slack/slack", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:21:54.962+13:00", "end": "2026-11-20T17:22:32.425+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:22:32.425+13:00", "end": "2026-11-20T17:23:03.096+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "[northwind/shop] Lieferzeiten im Warenkorb - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:23:03.096+13:00", "end": "2026-11-20T17:23:52.864+13:00", "presence": "active", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:23:52.864+13:00", "end": "2026-11-20T17:26:52.864+13:00", "presence": "idle", "app": "thunderbird", "instance": "Mail", "title": "Inbox - hana@harbourstudio.example - Mozilla Thunderbird", "workspace": "Work", "executable": "/usr/lib/thunderbird/thunderbird-bin", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:26:52.864+13:00", "end": "2026-11-20T17:40:00.000+13:00", "presence": "locked", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T17:40:00.000+13:00", "end": "2026-11-20T20:35:58.977+13:00", "presence": "asleep", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:35:58.977+13:00", "end": "2026-11-20T20:37:31.905+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:37:31.905+13:00", "end": "2026-11-20T20:38:05.246+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:38:05.246+13:00", "end": "2026-11-20T20:38:09.486+13:00", "presence": "active", "app": "Spotify", "instance": "spotify", "title": "Nadia Reid - Preservation", "workspace": "Other", "executable": "/usr/share/spotify/spotify", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:38:09.486+13:00", "end": "2026-11-20T20:39:12.437+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:39:12.437+13:00", "end": "2026-11-20T20:40:11.953+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:40:11.953+13:00", "end": "2026-11-20T20:42:25.810+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:42:25.810+13:00", "end": "2026-11-20T20:42:37.784+13:00", "presence": "active", "app": "Spotify", "instance": "spotify", "title": "Nadia Reid - Preservation", "workspace": "Other", "executable": "/usr/share/spotify/spotify", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:42:37.784+13:00", "end": "2026-11-20T20:44:08.379+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:44:08.379+13:00", "end": "2026-11-20T20:44:32.380+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:44:32.380+13:00", "end": "2026-11-20T20:45:27.276+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:45:27.276+13:00", "end": "2026-11-20T20:46:31.096+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:46:31.096+13:00", "end": "2026-11-20T20:47:48.380+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:47:48.380+13:00", "end": "2026-11-20T20:48:24.257+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:48:24.257+13:00", "end": "2026-11-20T20:51:14.025+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:51:14.025+13:00", "end": "2026-11-20T20:51:24.066+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:51:24.066+13:00", "end": "2026-11-20T20:51:30.325+13:00", "presence": "active", "app": "Spotify", "instance": "spotify", "title": "Nadia Reid - Preservation", "workspace": "Other", "executable": "/usr/share/spotify/spotify", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:51:30.325+13:00", "end": "2026-11-20T20:52:44.219+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:52:44.219+13:00", "end": "2026-11-20T20:53:14.061+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:53:14.061+13:00", "end": "2026-11-20T20:54:00.957+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:54:00.957+13:00", "end": "2026-11-20T20:54:31.454+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:54:31.454+13:00", "end": "2026-11-20T20:56:20.000+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:56:20.000+13:00", "end": "2026-11-20T20:56:45.393+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:56:45.393+13:00", "end": "2026-11-20T20:58:58.170+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:58:58.170+13:00", "end": "2026-11-20T20:59:34.357+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T20:59:34.357+13:00", "end": "2026-11-20T21:00:41.847+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T21:00:41.847+13:00", "end": "2026-11-20T21:01:44.073+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "javascript - Debounce an async validator - Stack Overflow — Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T21:01:44.073+13:00", "end": "2026-11-20T21:02:39.940+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T21:02:39.940+13:00", "end": "2026-11-20T21:02:40.143+13:00", "presence": "active", "app": "firefox-esr", "instance": "Navigator", "title": "Mozilla Firefox", "workspace": "Work", "executable": "/usr/lib/firefox-esr/firefox-esr", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T21:02:40.143+13:00", "end": "2026-11-20T21:03:18.902+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T21:03:18.902+13:00", "end": "2026-11-20T21:05:40.425+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T21:05:40.425+13:00", "end": "2026-11-20T21:05:49.194+13:00", "presence": "active", "app": "Spotify", "instance": "spotify", "title": "Nadia Reid - Preservation", "workspace": "Other", "executable": "/usr/share/spotify/spotify", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T21:05:49.194+13:00", "end": "2026-11-20T21:06:42.312+13:00", "presence": "active", "app": "Code", "instance": "code", "title": "booking.php - brightside-booking - Visual Studio Code", "workspace": "Work", "executable": "/usr/share/code/code", "source": "x11@studio", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T21:06:42.312+13:00", "end": "2026-11-20T21:07:26.512+13:00", "presence": "active", "app": "XTerm", "instance": "xterm", "title": "hana@studio: ~/src/brightside-booking", "workspace": "Work", "executable": "/usr/bin/xterm", "source": "x11@studio", "directory": "/home/hana/src/brightside-booking", "zone": "Pacific/Auckland"}
    {"start": "2026-11-20T21:07:26.512+13:00", "end": "2026-11-21T04:00:00.000+13:00", "presence": "off", "source": "x11@studio", "zone": "Pacific/Auckland"}

    """#
}
