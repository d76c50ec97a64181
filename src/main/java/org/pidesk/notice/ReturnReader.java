package org.pidesk.notice;

import static org.pidesk.notice.ReturnReason.AUTO_REPLY;
import static org.pidesk.notice.ReturnReason.CHALLENGE;
import static org.pidesk.notice.ReturnReason.DELAYED;
import static org.pidesk.notice.ReturnReason.DELIVERED;
import static org.pidesk.notice.ReturnReason.NOT_UNDERSTOOD;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Reads what came back to a return path: reports that programs write for programs, bounces that they write for people,
 * complaints, and what is neither. It answers nothing, so that no two programs can ever write to each other for ever.
 */
@Component
class ReturnReader {
    /** As the servers and programs of others write it; what is longer is no subject. */
    private static final int LONGEST_SUBJECT = 500;

    private static final int LONGEST_WRITTEN = 8 * LONGEST_SUBJECT;

    private static final List<String> WHERE_IT_CAME_TO =
            List.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc");
    private static final Pattern FEEDBACK_ID = Pattern.compile("(?im)^Feedback-ID:\\s*([0-9a-v]{20,42}):");

    /** These are feedback, and no complaint. */
    private static final Set<String> NO_COMPLAINTS = Set.of("not-spam", "auth-failure", "dmarc", "virus-clean");

    private static final Pattern FROM_A_SERVER =
            Pattern.compile("(?i)mailer-daemon|postmaster|mail delivery|mdaemon|mail-daemon");
    private static final Pattern BOUNCE_SUBJECT = Pattern.compile(
            "(?i)undeliver|deliver\\w{0,9}+ (?:status|fail|has failed|problem|report)|returned mail|failure notice"
                    + "|mail delivery failed|mail delivery system|message not delivered|could not be delivered|returning message");
    private static final Pattern STILL_TRIED = Pattern.compile(
            "(?i)delivery (?:\\w+ ){0,4}(?:is |been )?delayed|has not been delivered yet|not yet been delivered|still (?:be(?:ing)? )?(?:trying|tried)"
                    + "|will (?:be retried|keep trying|continue)|this is a warning message only|attempts? (?:\\w+ ){0,4}will continue");
    private static final Pattern AUTO_SUBJECT = Pattern.compile(
            "(?i)^(?:re: *)*+(?:\\[?auto(?:matic)?[ -]?(?:matic )?(?:reply|response|answer)|out of (?:the )?office|autoreply|away from|on leave"
                    + "|vacation|holiday|i am (?:away|on leave|out)|afwesig|buite kantoor|outomatiese antwoord)");
    private static final Pattern CHALLENGES = Pattern.compile(
            "(?i)challenge[ -]response|confirm (?:that )?you(?:r message| sent| are)|verify (?:that )?(?:you are|your (?:message|address|email))"
                    + "|(?:are|you're) not a (?:robot|machine)|before (?:it|your message) (?:can|will) be delivered|to (?:release|deliver) your message"
                    + "|spamarrest|boxbe|approved senders?|whitelist (?:yourself|request)");
    private static final Pattern OUR_OWN =
            Pattern.compile("(?im)^(?:-+ ?(?:below this line|this is a copy|original message|the header"
                    + "|returned message).*|(?:received|return-path|dkim-signature): .*)$");
    private static final String QMAIL = "this is the qmail-send program";

    private final ReturnPaths paths;

    ReturnReader(ReturnPaths paths) {
        this.paths = paths;
    }

    Returned read(MimeMessage mail) {
        try {
            var parts = MailParts.of(mail);
            return sort(mail, parts).about(message(mail, parts));
        } catch (MessagingException garbled) {
            return Returned.notABounce(NOT_UNDERSTOOD);
        }
    }

    /** By the address it came to, or else by what it quotes of our mail. */
    private Optional<UUID> message(MimeMessage mail, MailParts parts) throws MessagingException {
        for (var name : WHERE_IT_CAME_TO) {
            var found = paths.in(header(mail, name));
            if (found.isPresent()) {
                return found;
            }
        }
        var quoted = parts.all();
        return paths.in(quoted)
                .or(() -> FEEDBACK_ID
                        .matcher(quoted)
                        .results()
                        .map(found -> paths.read(found.group(1)))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Returned sort(MimeMessage mail, MailParts parts) throws MessagingException {
        var feedback = parts.first("message/feedback-report");
        if (feedback != null) {
            return ofFeedback(feedback);
        }
        var status = parts.first("message/delivery-status", "message/global-delivery-status");
        if (status != null) {
            return ofStatus(status, parts);
        }
        if (parts.first("message/disposition-notification") != null) {
            return Returned.notABounce(AUTO_REPLY);
        }
        return ofWords(mail, parts);
    }

    private static Returned ofFeedback(String feedback) {
        var type = ReportFields.blocks(feedback)
                .get(0)
                .getOrDefault("feedback-type", "")
                .toLowerCase(Locale.ROOT);
        return NO_COMPLAINTS.contains(type)
                ? Returned.notABounce(NOT_UNDERSTOOD)
                : Returned.of(Returned.Sort.COMPLAINT, ReturnReason.COMPLAINT, null);
    }

    private static Returned ofStatus(String status, MailParts parts) {
        var recipients = ReportFields.blocks(status).stream()
                .filter(block -> block.containsKey("action"))
                .toList();
        for (var recipient : recipients) {
            if (recipient.get("action").toLowerCase(Locale.ROOT).startsWith("failed")) {
                var said = recipient.getOrDefault("status", "") + " " + recipient.getOrDefault("diagnostic-code", "");
                // some say in words for people only what is wrong
                return Diagnosis.of(recipient.containsKey("diagnostic-code") ? said : said + " " + parts.words())
                        .naming(named(recipient));
            }
        }
        if (recipients.isEmpty()) {
            return Diagnosis.of(parts.words() + " " + status);
        }
        var isTried = recipients.stream().anyMatch(block -> block.get("action").startsWith("delayed"));
        return Returned.notABounce(isTried ? DELAYED : DELIVERED);
    }

    /** The type, like {@code rfc822}, stands before it; what is no address names nobody. */
    private static List<String> named(Map<String, String> recipient) {
        return Stream.of("original-recipient", "final-recipient")
                .map(name -> recipient.getOrDefault(name, ""))
                .map(value -> value.substring(value.indexOf(';') + 1).replaceAll("[<>\\s]", ""))
                .filter(address -> address.contains("@"))
                .map(address -> address.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Returned ofWords(MimeMessage mail, MailParts parts) throws MessagingException {
        var words = parts.words();
        var subject = subject(mail);
        if (isFromAServer(mail, subject, words)) {
            return STILL_TRIED.matcher(subject + " " + words).find()
                    ? Returned.notABounce(DELAYED)
                    : Diagnosis.of(aboutTheRecipient(words));
        }
        if (CHALLENGES.matcher(subject + " " + words).find()) {
            return Returned.notABounce(CHALLENGE);
        }
        return Returned.notABounce(isAutomatic(mail, subject) ? AUTO_REPLY : NOT_UNDERSTOOD);
    }

    private static String subject(MimeMessage mail) throws MessagingException {
        var written = Optional.ofNullable(mail.getHeader("Subject", null)).orElse("");
        // to unfold and decode megabytes would take minutes
        var beginning = cut(written, LONGEST_WRITTEN);
        try {
            return cut(MimeUtility.decodeText(MimeUtility.unfold(beginning)), LONGEST_SUBJECT);
        } catch (UnsupportedEncodingException unknown) {
            return cut(beginning, LONGEST_SUBJECT);
        }
    }

    private static String cut(String text, int longest) {
        return text.substring(0, Math.min(text.length(), longest));
    }

    private static boolean isFromAServer(MimeMessage mail, String subject, String words) throws MessagingException {
        return !header(mail, "X-Failed-Recipients").isEmpty()
                || words.toLowerCase(Locale.ROOT).contains(QMAIL)
                || FROM_A_SERVER.matcher(header(mail, "From")).find()
                        && BOUNCE_SUBJECT.matcher(subject).find();
    }

    /** What stands below is our own mail, quoted; its words accuse nobody. */
    private static String aboutTheRecipient(String words) {
        var below = OUR_OWN.matcher(words);
        return below.find() ? words.substring(0, below.start()) : words;
    }

    private static boolean isAutomatic(MimeMessage mail, String subject) throws MessagingException {
        return header(mail, "Auto-Submitted").toLowerCase(Locale.ROOT).startsWith("auto-")
                || !header(mail, "X-Autoreply").isEmpty()
                || !header(mail, "X-Autorespond").isEmpty()
                || header(mail, "Precedence").toLowerCase(Locale.ROOT).matches("auto[_-]reply|vacation|bulk|junk")
                || AUTO_SUBJECT.matcher(subject).find();
    }

    private static String header(MimeMessage mail, String name) throws MessagingException {
        var values = mail.getHeader(name);
        return values == null ? "" : String.join(" ", values);
    }
}
