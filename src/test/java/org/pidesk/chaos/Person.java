package org.pidesk.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pidesk.request.RequestType;

/** Somebody who asks for one thing at /pi, and does not give up before it is acknowledged. */
final class Person {
    static final String PI = "/abc-motors/pi";
    /** Stands in every name and address, so that all of them are found by it. */
    static final String MARKER = "zebraq";

    /** Of three codes in an hour a person lets none lie. */
    private static final int CODES = 3;

    private static final Duration MESSAGE_TAKES = Duration.ofSeconds(30);
    private static final Pattern REFERENCE = Pattern.compile("/requests/([A-Za-z0-9-]+)");

    private final int number;
    private final RequestType type;
    private final Browser browser;
    private final FaultyMailServer mailbox;
    private final FaultyTextServer handset;
    private int read;

    /** Somebody with a mailbox. */
    Person(int number, RequestType type, Nodes nodes, FaultyMailServer mailbox) {
        this(number, type, nodes, mailbox, null);
    }

    /** @param handset where codes come to who has a mobile; null where nobody has one */
    Person(int number, RequestType type, Nodes nodes, FaultyMailServer mailbox, FaultyTextServer handset) {
        this.number = number;
        this.type = type;
        this.browser = new Browser(nodes, "102.%d.%d.9".formatted(number / 250, number % 250));
        this.mailbox = mailbox;
        this.handset = handset;
    }

    static String address(int number) {
        return "%s%05d@host%d.example.com".formatted(MARKER, number, number % 97);
    }

    /** Each fifth has no mailbox, but a mobile. */
    static boolean hasMobile(int number) {
        return number % 5 == 1;
    }

    /** All begin alike, so that they are found by it. */
    static String mobile(int number) {
        return "+277155%05d".formatted(number);
    }

    String address() {
        return isReachedByText() ? mobile(number) : address(number);
    }

    private boolean isReachedByText() {
        return handset != null && hasMobile(number);
    }

    private List<String> codes() {
        return isReachedByText() ? handset.codesTo(address()) : mailbox.codesTo(address());
    }

    static String surname(int number) {
        return "Zebraq" + letters(number);
    }

    /** A name has no digits. */
    private static String letters(int number) {
        return Integer.toString(number + 10_000)
                .chars()
                .mapToObj(digit -> String.valueOf((char) ('a' + digit - '0')))
                .reduce("", String::concat);
    }

    RequestType type() {
        return type;
    }

    /** @return the reference that was acknowledged; empty where no code came in time */
    Optional<String> ask() {
        for (int attempt = 0; attempt < CODES; attempt++) {
            if (prove()) {
                var reference = askedFor();
                if (reference.isPresent()) {
                    return reference;
                }
            }
        }
        return Optional.empty();
    }

    private boolean prove() {
        var asked = browser.submit(browser.get(PI), PI, Map.of("address", address()));
        if (!asked.leadsTo("/code")) {
            return false;
        }
        var end = System.nanoTime() + MESSAGE_TAKES.toNanos();
        var page = browser.get(PI + "/code");
        while (System.nanoTime() < end) {
            var codes = codes();
            if (codes.size() > read) {
                read = codes.size();
                var answer = browser.submit(page, PI + "/code", Map.of("code", codes.get(read - 1)));
                if (answer.leadsTo("/held")) {
                    return true;
                }
                if (answer.leadsTo("again")) {
                    return false;
                }
            }
            Database.pause(Duration.ofMillis(100));
        }
        return false;
    }

    private Optional<String> askedFor() {
        return switch (type) {
            case LOOK_UP -> lookedUp();
            case WITHDRAWAL -> confirmed("/withdraw");
            case DE_IDENTIFICATION -> confirmed("/de-identify");
            case ALTERATION -> altered();
        };
    }

    /** It starts by itself with the proof; who does not see it on the page asks for it. */
    private Optional<String> lookedUp() {
        var page = browser.get(PI + "/held");
        if (page.status() == 200
                && !REFERENCE.matcher(page.body()).find()
                && page.body().contains("/look-up\"")) {
            browser.submit(page, PI + "/look-up", Map.of());
            page = browser.get(PI + "/held");
        }
        return REFERENCE.matcher(page.body()).results().findFirst().map(found -> found.group(1));
    }

    private Optional<String> confirmed(String what) {
        var page = browser.get(PI + what);
        if (page.leadsTo("/requests/")) {
            return reference(page);
        }
        return reference(browser.submit(page, PI + what, Map.of()));
    }

    private Optional<String> altered() {
        var typed =
                browser.submit(browser.get(PI + "/alter"), PI + "/alter", Map.of("surname", surname(number) + "new"));
        if (!typed.leadsTo("/alter/confirm")) {
            return Optional.empty();
        }
        return reference(browser.submit(browser.get(PI + "/alter/confirm"), PI + "/alter/confirm", Map.of()));
    }

    private static Optional<String> reference(Browser.Answer answer) {
        return answer.leadsTo("/done/") || answer.leadsTo("/requests/")
                ? Optional.of(answer.location().substring(answer.location().lastIndexOf('/') + 1))
                : Optional.empty();
    }
}
