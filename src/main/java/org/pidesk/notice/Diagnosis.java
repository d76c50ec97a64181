package org.pidesk.notice;

import static org.pidesk.notice.ReturnReason.MAILBOX_CLOSED;
import static org.pidesk.notice.ReturnReason.MAILBOX_FULL;
import static org.pidesk.notice.ReturnReason.NOT_REACHED;
import static org.pidesk.notice.ReturnReason.NOT_SAID;
import static org.pidesk.notice.ReturnReason.NO_SUCH_HOST;
import static org.pidesk.notice.ReturnReason.NO_SUCH_MAILBOX;
import static org.pidesk.notice.ReturnReason.TAKEN_FOR_SPAM;
import static org.pidesk.notice.ReturnReason.TOO_BIG;
import static org.pidesk.notice.Returned.Sort.HARD;
import static org.pidesk.notice.Returned.Sort.SOFT;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells an address that is dead from one that is in trouble. In doubt it lives: a good address that is written off costs
 * more than a mail too many.
 */
final class Diagnosis {
    /** RFC 3463: a status of three numbers, not a piece of an IP address or of a version. */
    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245])\\.(\\d{1,2})\\.(\\d{1,3})(?!\\.?\\d)");

    /** RFC 5321: a reply at the beginning of a sentence of the server. */
    private static final Pattern REPLY = Pattern.compile("(?<![\\d.])([45]\\d\\d)(?=[ -][^\\d]|[ -][245]\\.\\d|$)");

    private static final Set<String> DEAD = Set.of("1.1", "1.2", "1.3", "1.6", "1.10", "2.1", "4.4");
    private static final Map<String, ReturnReason> BY_STATUS = Map.of(
            "1.2", NO_SUCH_HOST,
            "1.10", NO_SUCH_HOST,
            "4.4", NO_SUCH_HOST,
            "2.1", MAILBOX_CLOSED,
            "2.2", MAILBOX_FULL,
            "2.3", TOO_BIG,
            "3.4", TOO_BIG);

    private static final Pattern FULL = words(
            "mailbox (?:is |size )?(?:almost )?(?:full|limit)",
            "(?:over|out of|exceed\\w{0,9}+)[ -](?:\\w+ ){0,3}(?:quota|storage|space)",
            "quota (?:is |has been )?(?:full|exceeded)",
            "overquota",
            "insufficient (?:system )?storage");
    private static final Pattern BIG = words(
            "(?:message|mail|size|body) (?:\\w+ ){0,4}too (?:large|big)",
            "exceeds? (?:\\w+ ){0,4}size",
            "message size");
    private static final Pattern CLOSED = words(
            "(?:mailbox|account|user|address|recipient) (?:\\w+ ){0,4}(?:disabled|deactivated|inactive|suspended|closed|discontinued|terminated)",
            "no longer (?:\\w+ ){0,3}(?:active|valid|available|accept\\w*|works?|with)");
    private static final Pattern NOBODY = words(
            "(?:user|recipient|mailbox|address|account|alias) (?:\\w+ ){0,3}(?:unknown|not (?:be )?found|does ?n[o'’]t exist|not exist)",
            "unknown (?:user|recipient|mailbox|address|local[ -]part|account)",
            "no such (?:user|recipient|mailbox|person|address|account|local user)",
            "no mailbox (?:here )?by that name",
            "not listed in (?:\\w+ ){0,3}directory",
            "not a valid (?:mailbox|recipient|user|address)",
            "invalid (?:recipient|mailbox|user)",
            "recipient ?not ?found",
            "(?:user|mailbox|recipient|account) (?:is )?not (?:found|known|listed|local)",
            "recipient address rejected: (?:user|undeliverable|unknown|unverified|invalid)",
            "email account that you tried to reach does not exist",
            "mailbox unavailable or not local");
    private static final Pattern NO_HOST = words(
            "host (?:or domain (?:name )?)?not found",
            "host unknown",
            "domain (?:\\S+ ){0,3}(?:not found|does ?n[o'’]t exist|not exist)",
            "unrouteable address",
            "no such domain",
            "nxdomain",
            "could ?n[o'’]t find any host",
            "does not accept mail \\(nullmx\\)",
            "null ?mx");
    /** One maker's servers say so of a mailbox that is not there; with another status it is a matter of trust. */
    private static final Pattern ACCESS_DENIED = words("recipient address rejected: access denied");

    /** Said with the status of a mailbox that was closed. */
    private static final Pattern TOO_MUCH = words("receiving mail (?:at a rate|too quickly)");

    /** About who sends, and not about whom it goes to: their words for it are the same. */
    private static final Pattern ABOUT_US = words(
            "sender (?:address |domain )?(?:rejected|verif\\w+|unknown|invalid|denied|not (?:found|known)|does ?n[o'’]t exist)",
            "(?:invalid|unknown|bad) sender",
            "verification failed for",
            "mail from command rejected",
            "(?:helo|ehlo) (?:command )?rejected",
            "client host rejected",
            "relay(?:ing)? (?:is )?(?:access )?(?:denied|not (?:permitted|allowed)|prohibited)",
            "unable to relay");

    /** About what our own account may send. It passes, or we see to it; of the mail it says nothing. */
    private static final Pattern ACCOUNT = words(
            "(?<![\\d.])5\\.4\\.5(?!\\.?\\d)",
            "sending (?:limit|quota|rate|activity)",
            "sending (?:suspended|paused) for this account",
            "(?:message|submission) quota (?:was )?exceeded",
            "submission\\.exception:(?:submission)?quota\\w{0,30}+",
            "you have exceeded your (?:\\w+ ){0,2}quota",
            "mail rate exceeded",
            "sender throttled",
            "bad outbound sender",
            "tenant has exceeded",
            "address is not verified");

    private static final Pattern SPAM = words(
            "spam",
            "unsolicited",
            "black ?list",
            "block ?list",
            "blocked",
            "(?<!not )listed (?:at|by|in|on)",
            "reputation",
            "rbl",
            "policy",
            "polic(?:y|ies)",
            "dmarc",
            "spf",
            "dkim",
            "content (?:\\w+ ){0,2}(?:rejected|filter)",
            "virus",
            "rate limit\\w*",
            "too many",
            "not authori[sz]ed",
            "authentication",
            "suspicious",
            "grey ?list\\w*");
    private static final Pattern LATER = words(
            "timed? ?out",
            "connection (?:refused|reset|lost)",
            "retry time",
            "expired",
            "try again",
            "temporar\\w+",
            "deferred",
            "no route",
            "unreachable",
            "(?:in|within|for|after) (?:\\d+|five|four) (?:days|hours)");

    private Diagnosis() {}

    private static Pattern words(String... alternatives) {
        return Pattern.compile("(?:^|[^a-z])(?:" + String.join("|", alternatives) + ")(?:[^a-z]|$)");
    }

    /** Whether a server says that our own account may not send, or not now. */
    static boolean isAboutOurAccount(String said) {
        return ACCOUNT.matcher(plain(said)).find();
    }

    private static String plain(String said) {
        return said.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    /** @param said what the other side's server said, or somebody about it */
    static Returned of(String said) {
        var words = plain(said);
        var status = status(words);
        var reply = REPLY.matcher(words);
        var code = status != null ? status : reply.find() ? reply.group(1) : null;
        if (ACCOUNT.matcher(words).find()) {
            return Returned.of(SOFT, TAKEN_FOR_SPAM, code);
        }
        if (code != null && code.startsWith("4")
                || code == null && LATER.matcher(words).find()) {
            return Returned.of(
                    SOFT, FULL.matcher(words).find() || "4.2.2".equals(code) ? MAILBOX_FULL : NOT_REACHED, code);
        }
        return forGood(words, code);
    }

    /** The most telling one: {@code 5.0.0} says nothing that another may not say better. */
    private static String status(String words) {
        String first = null;
        for (var found = STATUS.matcher(words); found.find(); ) {
            if (found.group(1).equals("2")) {
                continue;
            }
            if (!found.group(2).equals("0") || !found.group(3).equals("0")) {
                return found.group();
            }
            first = first == null ? found.group() : first;
        }
        return first;
    }

    private static Returned forGood(String words, String code) {
        var detail = code != null && code.startsWith("5.") ? code.substring(2) : "";
        if (detail.equals("2.2") || FULL.matcher(words).find()) {
            return Returned.of(SOFT, MAILBOX_FULL, code);
        }
        if (TOO_MUCH.matcher(words).find()) {
            return Returned.of(SOFT, NOT_REACHED, code);
        }
        if (ABOUT_US.matcher(words).find()) {
            return Returned.of(SOFT, TAKEN_FOR_SPAM, code);
        }
        if (DEAD.contains(detail) && !isDistrust(words)) {
            return Returned.of(HARD, deadBecause(detail, words), code);
        }
        if (detail.equals("2.3") || detail.equals("3.4") || BIG.matcher(words).find()) {
            return Returned.of(SOFT, TOO_BIG, code);
        }
        return byWords(words, code, detail);
    }

    /** A filter that gives a status which it should not. */
    private static boolean isDistrust(String words) {
        return SPAM.matcher(words).find() && !NOBODY.matcher(words).find();
    }

    private static ReturnReason deadBecause(String detail, String words) {
        // two servers of the same maker use this one for a mailbox that is not there
        var isMailbox = detail.equals("1.10") && NOBODY.matcher(words).find();
        return isMailbox ? NO_SUCH_MAILBOX : BY_STATUS.getOrDefault(detail, NO_SUCH_MAILBOX);
    }

    private static Returned byWords(String words, String code, String detail) {
        if (NOBODY.matcher(words).find()
                || detail.equals("4.1") && ACCESS_DENIED.matcher(words).find()) {
            return Returned.of(HARD, NO_SUCH_MAILBOX, code);
        }
        if (detail.startsWith("7.") || SPAM.matcher(words).find()) {
            return Returned.of(SOFT, TAKEN_FOR_SPAM, code);
        }
        if (CLOSED.matcher(words).find()) {
            return Returned.of(HARD, MAILBOX_CLOSED, code);
        }
        if (NO_HOST.matcher(words).find()) {
            return Returned.of(HARD, NO_SUCH_HOST, code);
        }
        return Returned.of(SOFT, LATER.matcher(words).find() ? NOT_REACHED : NOT_SAID, code);
    }
}
