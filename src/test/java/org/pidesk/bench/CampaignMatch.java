package org.pidesk.bench;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.pidesk.campaign.CampaignDrafts;
import org.pidesk.campaign.OptIns;
import org.pidesk.campaign.WaveSender;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.suppression.Suppressions;
import org.springframework.context.ApplicationContext;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * A campaign from its list to the last message, in turns with the same number of messages through Jakarta Mail on four
 * connections that are kept, to the same sink: minimal ones, and ones of three kilobytes with a way to unsubscribe.
 */
final class CampaignMatch {
    private static final int LINES = 4;
    private static final int ON_A_BLACK_LIST = 100;
    private static final int SUPPRESSED = 1_000_000;
    private static final int WARM_UP = 3_000;

    private final ApplicationContext product;
    private final Spectator server;
    private final Report report;

    CampaignMatch(ApplicationContext product, Spectator server, Report report) {
        this.product = product;
        this.server = server;
        this.report = report;
    }

    /** What Jakarta Mail sends. */
    private enum Letter {
        MINIMAL {
            @Override
            void write(MimeMessage mail) throws MessagingException {
                mail.setSubject("Hello");
                mail.setText("Hello");
            }
        },
        LIKE_OURS {
            private final String words = "<p>Words of a letter.</p>\n".repeat(125);

            @Override
            void write(MimeMessage mail) throws MessagingException {
                mail.setSubject("Hello");
                mail.setContent(words, "text/html");
                mail.setHeader("List-Unsubscribe", "<https://example.org/unsubscribe/0123456789>");
                mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
        };

        abstract void write(MimeMessage mail) throws MessagingException;
    }

    /** What one round of ours took. */
    private record Round(
            int people,
            double loading,
            double screening,
            double sending,
            double statements,
            double heap,
            double resident) {
        double perSecond() {
            return people / sending;
        }
    }

    void run(List<Integer> sizes, int rounds) {
        product.getBean(SamplePeople.class).moveIn();
        server.change("insert into suppressed_email select sha256(n::text::bytea) from generate_series(1, " + SUPPRESSED
                + ") n on conflict do nothing");
        server.change("analyze suppressed_email");
        try (var sink = new MailSink()) {
            var mail = product.getBean(JavaMailSenderImpl.class);
            mail.setHost("127.0.0.1");
            mail.setPort(sink.port());
            ceiling(sink, WARM_UP, Letter.MINIMAL);
            ceiling(sink, WARM_UP, Letter.LIKE_OURS);
            campaign(sink, WARM_UP, "warm");
            var memory = new LinkedHashMap<Integer, Round>();
            for (int size : sizes) {
                var ours = new ArrayList<Round>();
                var minimal = new ArrayList<Double>();
                var likeOurs = new ArrayList<Double>();
                // a million takes its time: it runs once
                for (int round = 0; round < (size > 100_000 ? 1 : rounds); round++) {
                    minimal.add(size / ceiling(sink, size, Letter.MINIMAL));
                    likeOurs.add(size / ceiling(sink, size, Letter.LIKE_OURS));
                    ours.add(campaign(sink, size, size + "x" + round));
                }
                tell(size, ours, minimal, likeOurs);
                memory.put(size, ours.get(0));
            }
            growth(memory);
            report.circumstance("messages to addresses on a black list", sink.caught());
            report.ratio(Goal.atMost("3c", 0), "messages to addresses on a black list", Spread.of(sink.caught()));
        }
    }

    private void tell(int size, List<Round> ours, List<Double> minimal, List<Double> likeOurs) {
        var part = "%,d people asked".formatted(size);
        report.cost(part, "Jakarta Mail, minimal messages", Map.of("messages/s", Spread.of(minimal, rate -> rate)));
        report.cost(part, "Jakarta Mail, 3 KB", Map.of("messages/s", Spread.of(likeOurs, rate -> rate)));
        var figures = new LinkedHashMap<String, Spread>();
        figures.put("messages/s", Spread.of(ours, Round::perSecond));
        figures.put("list taken in, rows/s", Spread.of(ours, round -> round.people() / round.loading()));
        figures.put("screened, rows/s", Spread.of(ours, round -> round.people() / round.screening()));
        figures.put("statements to screen", Spread.of(ours, Round::statements));
        figures.put("heap MB", Spread.of(ours, round -> round.heap() / 1e6));
        figures.put("resident MB", Spread.of(ours, round -> round.resident() / 1e6));
        report.cost(part, "product", figures);
        report.ratio(
                Goal.atLeast("3a", 0.80), part + ", messages/s: product / minimal messages", paired(ours, minimal));
        report.ratio(
                Goal.atLeast("3a", 0.80), part + ", messages/s: product / messages of 3 KB", paired(ours, likeOurs));
        report.ratio(
                Goal.atLeast("3b", 0.5),
                part + ", rows/s: screened / insert ... select",
                Spread.of(ours, round -> round.people() / round.screening() / bareInsert(size)));
    }

    private static Spread paired(List<Round> ours, List<Double> theirs) {
        return Spread.of(IntStream.range(0, ours.size())
                .mapToDouble(i -> ours.get(i).perSecond() / theirs.get(i))
                .toArray());
    }

    private void growth(Map<Integer, Round> rounds) {
        var sizes = List.copyOf(rounds.keySet());
        for (int i = 1; i < sizes.size(); i++) {
            var few = rounds.get(sizes.get(0));
            var many = rounds.get(sizes.get(i));
            var what = "%,d / %,d people".formatted(sizes.get(i), sizes.get(0));
            report.ratio(Goal.atMost("3b", 1.10), "heap, " + what, Spread.of(many.heap() / few.heap()));
            if (few.resident() > 0) {
                report.ratio(Goal.atMost("3b", 1.15), "resident, " + what, Spread.of(many.resident() / few.resident()));
            }
        }
    }

    /** @return seconds for so many messages */
    private static double ceiling(MailSink sink, int many, Letter letter) {
        var settings = new Properties();
        settings.setProperty("mail.smtp.host", "127.0.0.1");
        settings.setProperty("mail.smtp.port", Integer.toString(sink.port()));
        var session = Session.getInstance(settings);
        var begun = System.nanoTime();
        Crew.each(LINES, IntStream.range(0, LINES).boxed().toList(), line -> {
            try (var transport = session.getTransport("smtp")) {
                transport.connect();
                for (int i = line; i < many; i += LINES) {
                    var mail = new MimeMessage(session);
                    mail.setFrom(new InternetAddress("sender@example.org"));
                    mail.setRecipient(RecipientType.TO, new InternetAddress("person" + i + "@example.org"));
                    letter.write(mail);
                    mail.saveChanges();
                    transport.sendMessage(mail, mail.getAllRecipients());
                }
            } catch (MessagingException failed) {
                throw new IllegalStateException(failed);
            }
        });
        return (System.nanoTime() - begun) / 1e9;
    }

    private Round campaign(MailSink sink, int many, String name) {
        try (var memory = new Memory()) {
            var drafts = product.getBean(CampaignDrafts.class);
            var optIns = product.getBean(OptIns.class);
            for (int i = 0; i < ON_A_BLACK_LIST; i++) {
                var address = address(name, i * (many / ON_A_BLACK_LIST));
                product.getBean(Suppressions.class).cover(SamplePeople.ABC_MOTORS, EmailAddress.parse(address));
                sink.watch(address);
            }
            Reference campaign = drafts.of(SamplePeople.ABC_MOTORS, "naledi").reference();
            var loading = seconds(() -> drafts.load(campaign, Channel.EMAIL, new People(name, many)));
            drafts.describe(
                    campaign, Map.of("title", "Benchmark", "channel", "EMAIL", "interest", CampaignDrafts.EVERYTHING));
            drafts.begin(campaign, "naledi");
            server.change("vacuum analyze campaign_recipient");
            var before = server.read("pidesk");
            var screening = seconds(() -> optIns.screenList(campaign));
            var statements = server.read("pidesk").since(before).statements();
            server.change("update campaign set state = 'RUNNING', approved_by = 'johan', approved_at = now()"
                    + " where reference = '" + campaign.value() + "'");
            passUntilItMayGo(optIns, campaign);
            optIns.releaseWave(campaign);
            var mails = sink.mails();
            var sending = seconds(() -> product.getBean(WaveSender.class).sendDue());
            var sent = (int) (sink.mails() - mails);
            optIns.reportCampaign(campaign);
            memory.close();
            return new Round(sent, loading, screening, sending, statements, memory.heap(), memory.resident());
        }
    }

    /** Rows a second of one statement that does the least: hashes that lie ready, against the same black list. */
    private double bareInsert(int many) {
        server.change("create table benchmark_list as select n as line, sha256(n::text::bytea) as print"
                + " from generate_series(" + (SUPPRESSED + 1) + ", " + (SUPPRESSED + many) + ") n");
        server.change("create table benchmark_outbox (campaign varchar(20), line integer, print bytea,"
                + " status varchar(8), primary key (campaign, line))");
        server.change("create index on benchmark_outbox (line) where status = 'READY'");
        server.change("analyze benchmark_list");
        var seconds =
                seconds(() -> server.change("insert into benchmark_outbox select 'PI-0000-0000-0000', line, print,"
                        + " case when exists (select from suppressed_email where hash = print) then 'LEFT_OUT' else 'READY' end"
                        + " from benchmark_list"));
        server.change("drop table benchmark_list, benchmark_outbox");
        return many / seconds;
    }

    private void passUntilItMayGo(OptIns optIns, Reference campaign) {
        var clock = product.getBean(MovableClock.class);
        var next = optIns.nextWaveAt(campaign).plusSeconds(1);
        clock.advance(Duration.between(instant(clock), next));
    }

    private static Instant instant(Clock clock) {
        return clock.instant();
    }

    private static double seconds(Runnable work) {
        var begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e9;
    }

    private static String address(String name, int number) {
        return "p" + number + "." + name + "@example.org";
    }

    /** A list of so many people, written as it is read. */
    private static final class People extends InputStream {
        private final String name;
        private final int many;
        private byte[] line = "email,source\n".getBytes(StandardCharsets.US_ASCII);
        private int place;
        private int written;

        People(String name, int many) {
            this.name = name;
            this.many = many;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (place == line.length) {
                if (written == many) {
                    return -1;
                }
                line = (address(name, written) + ",EVENT\n").getBytes(StandardCharsets.US_ASCII);
                written++;
                place = 0;
            }
            var some = Math.min(length, line.length - place);
            System.arraycopy(line, place, into, from, some);
            place += some;
            return some;
        }
    }
}
