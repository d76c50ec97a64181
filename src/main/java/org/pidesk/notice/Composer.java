package org.pidesk.notice;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.notice.ComplaintLinks.Recipient;
import org.pidesk.organisation.Organisation;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Puts a notice into words, from the templates of its kind. */
@Component
class Composer {
    private static final String FOLDER = "templates/notice/";
    /** Who writes to the accounts of administrators, who belong to no organisation. */
    private static final String HOUSE = "pi-desk";
    /** What the foot of a message says of an organisation, and of the installation not. */
    private static final List<String> WAYS = List.of("address", "phone", "email", "whatsapp", "policy");

    private final TemplateEngine html = engine(TemplateMode.HTML, ".html");

    private final TemplateEngine text = engine(TemplateMode.TEXT, ".txt");
    private final Properties subjects = subjects();
    private final Regulator regulator;
    private final ComplaintLinks complaints;

    Composer(Regulator regulator, ComplaintLinks complaints) {
        this.regulator = regulator;
        this.complaints = complaints;
    }

    /** @param organisation in whose name; null for the installation itself */
    Message compose(Notice notice, Organisation organisation) {
        var complaint = organisation != null && notice.kind().isToAPerson()
                ? complaints.to(new Recipient(organisation.id(), notice.to(), null, null))
                : null;
        return compose(notice, organisation, complaint);
    }

    /** @param complaint where the recipient can complain of it; null where nobody needs to */
    Message compose(Notice notice, Organisation organisation, String complaint) {
        Models.check(notice);
        var name = organisation == null ? HOUSE : Models.line("the organisation's name", organisation.name());
        var words = words(notice, organisation, name);
        words.setVariable("complaint", complaint);
        if (!(notice.to() instanceof EmailAddress)) {
            joinable(notice).forEach(words::setVariable);
            return Message.ofText(notice.to(), oneLine(text.process("sms/" + file(notice.kind()), words)));
        }
        return new Message(
                notice.to().value(),
                name,
                organisation == null ? null : organisation.email().value(),
                subject(notice, name),
                html.process("layout", words),
                paragraphs(text.process("layout", words)),
                complaint,
                (String) notice.model().get("unsubscribe"));
    }

    /**
     * Made of the organisation's name and the reference alone: nothing else could get into it. What goes to many has a
     * title of its own, the same for all.
     */
    private String subject(Notice notice, String name) {
        var subject = subjects.getProperty(notice.kind().name()).replace("{organisation}", name);
        if (notice.model().get("title") instanceof String title) {
            subject = subject.replace("{title}", Models.line("the title", title));
        }
        return notice.reference() == null ? subject : subject + " (" + notice.reference() + ")";
    }

    private Context words(Notice notice, Organisation organisation, String name) {
        var sender = new HashMap<String, Object>();
        sender.put("name", name);
        if (organisation == null) {
            WAYS.forEach(way -> sender.put(way, null));
        } else {
            sender.put("address", organisation.physicalAddress());
            sender.put("phone", organisation.phone());
            sender.put("email", organisation.email().value());
            sender.put("whatsapp", organisation.whatsapp());
            sender.put("policy", organisation.privacyPolicy());
        }
        var words = new Context(Locale.ENGLISH, notice.model());
        words.setVariable("template", file(notice.kind()));
        words.setVariable("sender", sender);
        words.setVariable(
                "reference",
                notice.reference() == null ? null : notice.reference().value());
        words.setVariable("person", notice.kind().answersOwnRequest());
        words.setVariable(
                "regulator",
                Map.of(
                        "name", regulator.name(),
                        "address", regulator.address(),
                        "phone", regulator.phone(),
                        "email", regulator.email()));
        return words;
    }

    private static String file(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The conditions of a text template leave empty lines behind. */
    private static String paragraphs(String text) {
        return text.replaceAll("(?<![ \\t])[ \\t]+\\n", "\n")
                        .replaceAll("\\n{3,}", "\n\n")
                        .strip() + "\n";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** A text message strings lines together and sets the full stops itself, so that none comes twice. */
    private static Map<String, Object> joinable(Notice notice) {
        var joinable = new HashMap<String, Object>();
        notice.model().forEach((field, value) -> {
            if (value instanceof List<?> lines) {
                joinable.put(
                        field,
                        lines.stream()
                                .map(line -> line.toString().strip().replaceFirst("(?<![.;])[.;]+$", ""))
                                .toList());
            }
        });
        return joinable;
    }

    private static TemplateEngine engine(TemplateMode mode, String suffix) {
        var files = new ClassLoaderTemplateResolver(Composer.class.getClassLoader());
        files.setPrefix(FOLDER);
        files.setSuffix(suffix);
        files.setTemplateMode(mode);
        files.setCharacterEncoding(StandardCharsets.UTF_8.name());
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(files);
        return engine;
    }

    private static Properties subjects() {
        try (var file = Composer.class.getClassLoader().getResourceAsStream(FOLDER + "subjects.properties")) {
            var subjects = new Properties();
            subjects.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return subjects;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
