package org.pidesk.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.pidesk.kernel.EmailAddress;

/** Asks for codes to known and to unknown addresses, one after the other: the time must not tell which is which. */
final class ManyCodes {
    private static final int PAIRS = 100;
    private static final Pattern COOKIE = Pattern.compile("__Host-pi-form=([^;\\s]+)");
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final int port;
    private final String site;
    private final Report report;
    private int asked;

    ManyCodes(int port, String site, Report report) {
        this.port = port;
        this.site = site;
        this.report = report;
    }

    /** All ask from one network here, and somebody must take the mails. */
    static String[] settings(LetterBox letterBox) {
        return new String[] {
            "--pidesk.identity.per-hour.codes=1000000",
            "--pidesk.identity.per-hour.codes-per-network=1000000",
            "--spring.mail.host=127.0.0.1",
            "--spring.mail.port=" + letterBox.port()
        };
    }

    void run(int size, int rounds) {
        try (var line = new Line(port)) {
            var form = new Form(line);
            round(form, size);
            var known = new double[rounds];
            var unknown = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                var medians = round(form, size);
                known[round] = medians[0];
                unknown[round] = medians[1];
            }
            var part = "codes asked for, %,d contacts".formatted(size);
            report.cost(part, "known address", Map.of("ms", Spread.of(known)));
            report.cost(part, "unknown address", Map.of("ms", Spread.of(unknown)));
            report.ratio(
                    Goal.within("1d", 0.05),
                    "time for a code, known / unknown address, %,d contacts".formatted(size),
                    Spread.of(IntStream.range(0, rounds)
                            .mapToDouble(i -> known[i] / unknown[i])
                            .toArray()));
        }
    }

    /** Who comes first changes from pair to pair. @return the median of the known and of the unknown */
    private double[] round(Form form, int size) {
        var known = DoubleStream.builder();
        var unknown = DoubleStream.builder();
        for (int pair = 0; pair < PAIRS; pair++, asked++) {
            // nobody is asked twice: three codes an hour go to an address
            var person = Town.person((int) (asked * 7919L % size));
            var stranger = Town.stranger(asked);
            if (pair % 2 == 0) {
                known.add(form.millis(person));
            }
            unknown.add(form.millis(stranger));
            if (pair % 2 == 1) {
                known.add(form.millis(person));
            }
        }
        return new double[] {
            Spread.of(known.build().toArray()).median(),
            Spread.of(unknown.build().toArray()).median()
        };
    }

    /** The form on the first page, with its token. */
    private final class Form {
        private final Line line;
        private final String cookie;
        private final String token;

        Form(Line line) {
            this.line = line;
            line.ask(bytes("GET", "", ""));
            var page = line.answer();
            this.cookie = first(COOKIE, page);
            this.token = URLEncoder.encode(first(TOKEN, page), StandardCharsets.US_ASCII);
        }

        double millis(EmailAddress address) {
            var body = "address=" + URLEncoder.encode(address.value(), StandardCharsets.US_ASCII) + "&_csrf=" + token;
            var question = bytes(
                    "POST",
                    "Cookie: __Host-pi-form=" + cookie + "\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                            + "Content-Length: " + body.length() + "\r\n",
                    body);
            var begun = System.nanoTime();
            var status = line.ask(question);
            var millis = (System.nanoTime() - begun) / 1e6;
            if (status != 303) {
                throw new IllegalStateException("A code is answered with " + status + ": " + line.answer());
            }
            return millis;
        }

        private byte[] bytes(String method, String headers, String body) {
            return (method + " /pi HTTP/1.1\r\nHost: " + site + "\r\nX-Forwarded-Proto: https\r\n"
                            + "X-Forwarded-For: 192.0.2.1\r\nAccept: text/html\r\n" + headers + "\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII);
        }

        private static String first(Pattern pattern, String text) {
            var found = pattern.matcher(text);
            if (!found.find()) {
                throw new IllegalStateException("No form: " + text);
            }
            return found.group(1);
        }
    }
}
