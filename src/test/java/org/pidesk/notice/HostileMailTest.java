package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.notice.Samples.THANDI;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.pidesk.hostile.HostileStrings;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.organisation.Organisation;

/**
 * Hostile text in each value that reaches a mail. It is refused before anything is composed, or the mail has one recipient, the
 * headers of its template and no other, and two bodies.
 */
class HostileMailTest {
    private static final int TRIES = Integer.getInteger("hostile.mails", 20_000);
    private static final Instant NOW = Instant.parse("2026-11-22T07:30:00Z");

    private final Composer composer =
            Samples.composer(new Regulator("Regulator", "54 Maxwell Drive", "010 023 5200", "c@regulator.example"));
    private final Packing packing = packing();
    private final Map<Kind, List<String>> headers = new EnumMap<>(Kind.class);

    private int written;
    private int refused;

    @Test
    void goesToOneRecipientUnderTheHeadersOfItsTemplate() throws Exception {
        var strings = HostileStrings.some(5_000, 11);
        var values = values();
        var wrong = new ArrayList<String>();
        for (int i = 0; i < TRIES; i++) {
            var value = values.get(i % values.size());
            var text = strings.get((i + i / strings.size()) % strings.size());
            fault(value, text).ifPresent(fault -> wrong.add(value + " " + fault));
        }
        System.out.printf(
                "hostile mails: %d passed, %d failed; %d values, %d refused, %d written%n",
                TRIES - wrong.size(), wrong.size(), values.size(), refused, written);

        assertThat(wrong.stream().limit(20)).isEmpty();
        assertThat(values).hasSizeGreaterThan(150);
        assertThat(written).isGreaterThan(TRIES / 4);
        assertThat(refused).isGreaterThan(TRIES / 100);
    }

    /** A composer that lets a title through would be noticed. */
    @Test
    void noticesAHeaderThatWasSmuggledIn() throws Exception {
        var mail = composed(new Value(Kind.RECEIPT, "due"), "today");
        var smuggled = written(mail).replaceFirst("Subject: ", "Bcc: mallory@example.net\r\nSubject: ");

        assertThat(faultIn(Kind.RECEIPT, smuggled)).isPresent();
        assertThat(faultIn(Kind.RECEIPT, written(mail))).isEmpty();
    }

    /** Where it is put: a field of the model, or what an organisation says of itself. */
    private record Value(Kind kind, String field) {}

    private static List<Value> values() {
        var values = new ArrayList<Value>();
        for (var kind : Kind.values()) {
            for (var field : Models.fieldsOf(kind)) {
                var sample = Samples.full(kind, THANDI).model().get(field);
                if (sample instanceof String || sample instanceof List<?> || sample instanceof Map<?, ?>) {
                    values.add(new Value(kind, field));
                }
            }
            for (var own : OWN.keySet()) {
                values.add(new Value(kind, own));
            }
            values.add(new Value(kind, "the recipient"));
        }
        return values;
    }

    private static final Map<String, UnaryOperator<List<String>>> OWN =
            Map.of("name", own(0), "physical address", own(1), "phone", own(2), "whatsapp", own(3), "policy", own(4));

    private static UnaryOperator<List<String>> own(int place) {
        return said -> {
            var changed = new ArrayList<>(ABC);
            changed.set(place, said.get(0));
            return changed;
        };
    }

    private static final List<String> ABC = List.of(
            "ABC Motors",
            "12 Long Street, Cape Town, 8001",
            "021 555 0100",
            "081 555 0101",
            "https://abcmotors.example/privacy");

    private Optional<String> fault(Value value, String text) throws Exception {
        MimeMessage mail;
        try {
            mail = composed(value, text);
        } catch (IllegalArgumentException | NotSent kept) {
            refused++;
            return Optional.empty();
        }
        written++;
        return faultIn(value.kind(), written(mail));
    }

    private Optional<String> faultIn(Kind kind, String written) throws Exception {
        var expected = headers.computeIfAbsent(kind, this::template);
        var names = names(written);
        if (!names.equals(expected)) {
            return Optional.of("has the headers " + names);
        }
        var mail = Corpus.mail(written);
        if (mail.getAllRecipients().length != 1 || mail.getRecipients(RecipientType.TO).length != 1) {
            return Optional.of("goes to several");
        }
        if (new MimeMultipart(mail.getDataHandler().getDataSource()).getCount() != 2) {
            return Optional.of("has another part");
        }
        return Optional.empty();
    }

    private List<String> template(Kind kind) {
        try {
            return names(written(pack(kind, composer.compose(Samples.full(kind, THANDI), Samples.abcMotors()))));
        } catch (NotSent | MessagingException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private MimeMessage composed(Value value, String text) throws NotSent {
        var to = value.field().equals("the recipient") ? EmailAddress.parse(text) : THANDI;
        var organisation = Samples.abcMotors();
        var notice = Samples.full(value.kind(), to);
        if (OWN.containsKey(value.field())) {
            var said = OWN.get(value.field()).apply(List.of(text));
            organisation = new Organisation(
                            Samples.ABC_MOTORS, said.get(0), said.get(1), "privacy@abcmotors.example", said.get(2))
                    .whatsapp(said.get(3))
                    .privacyPolicy(said.get(4));
        } else if (!value.field().equals("the recipient")) {
            notice = notice.with(value.field(), instead(notice.model().get(value.field()), text));
        }
        var message = composer.compose(notice, organisation);
        Imprint.mustStandIn(message, value.kind(), organisation);
        return pack(value.kind(), message);
    }

    /** The same with this text in the place of every other. */
    private static Object instead(Object sample, String text) {
        if (sample instanceof List<?> list) {
            return list.stream().map(one -> instead(one, text)).toList();
        }
        if (sample instanceof Map<?, ?> map) {
            var changed = new HashMap<Object, Object>();
            map.forEach((name, value) -> changed.put(name, instead(value, text)));
            return changed;
        }
        return sample instanceof String ? text : sample;
    }

    private MimeMessage pack(Kind kind, Message message) throws NotSent {
        var stamp = new Stamp(UUID.randomUUID(), Samples.ABC_MOTORS, kind, "<1@pi-desk.example>", NOW);
        return packing.pack(message, stamp, null);
    }

    private static Packing packing() {
        var properties = ScriptedMailServer.properties();
        return new Packing(
                properties, new ReturnPaths(Samples.SECRETS, Clock.systemUTC(), Samples.MAILBOX), new Dkim(properties));
    }

    private static String written(MimeMessage mail) throws MessagingException, IOException {
        var bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static List<String> names(String mail) {
        return mail.substring(0, mail.indexOf("\r\n\r\n"))
                .lines()
                .filter(line -> !line.startsWith(" ") && !line.startsWith("\t"))
                .map(line -> line.contains(":") ? line.substring(0, line.indexOf(':')) : "no header: " + line.length())
                .toList();
    }
}
