package org.pidesk.sandbox;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/** What the sandbox's mail server has received, for the tests of other modules. */
public final class Received {
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

    private final MailServer server;

    private final TextServer texts;

    private Received(MailServer server, TextServer texts) {
        this.server = server;
        this.texts = texts;
    }

    public static Received by(ApplicationContext application) {
        return new Received(application.getBean(MailServer.class), application.getBean(TextServer.class));
    }

    /** The text of the newest mail to an address. */
    public Optional<String> newest(String to) {
        return server.mails().stream()
                .filter(mail -> mail.to().equals(to))
                .map(Mail::text)
                .findFirst();
    }

    /** The same as mail programs show it. */
    public Optional<String> newestHtml(String to) {
        return server.mails().stream()
                .filter(mail -> mail.to().equals(to))
                .map(Mail::html)
                .findFirst();
    }

    /** The subject of the newest mail to an address. */
    public Optional<String> newestSubject(String to) {
        return server.mails().stream()
                .filter(mail -> mail.to().equals(to))
                .map(Mail::subject)
                .findFirst();
    }

    public long count(String to) {
        return server.mails().stream().filter(mail -> mail.to().equals(to)).count();
    }

    /** Of those that came after a moment that {@link #latest} told. */
    public long countSince(long moment, String to) {
        return server.mails().stream()
                .filter(mail -> mail.n() > moment && mail.to().equals(to))
                .count();
    }

    /** The same, of those whose subject says this. */
    public long countSince(long moment, String to, String subject) {
        return server.mails().stream()
                .filter(mail -> mail.n() > moment
                        && mail.to().equals(to)
                        && mail.subject().contains(subject))
                .count();
    }

    /** The words of every mail after a moment that {@link #latest} told, and the same as mail programs show them. */
    public List<String> everythingSince(long moment) {
        return server.mails().stream()
                .filter(mail -> mail.n() > moment)
                .flatMap(mail -> Stream.of(mail.text(), mail.html()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The server keeps what earlier tests were sent: what comes after this is one's own. */
    public long latest() {
        return server.mails().stream().mapToLong(Mail::n).max().orElse(0);
    }

    /** The newest text message to a mobile number. */
    public Optional<String> newestText(String to) {
        return texts.texts().stream()
                .filter(text -> to.endsWith(text.to()))
                .map(Text::text)
                .findFirst();
    }

    /** The six digits in the newest mail to an address. */
    public String code(String to) {
        var digits = CODE.matcher(
                newest(to).or(() -> newestText(to)).orElseThrow(() -> new AssertionError("no mail arrived")));
        if (!digits.find()) {
            throw new AssertionError("no code in the newest mail");
        }
        return digits.group();
    }
}
