package org.pidesk.sandbox;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.pidesk.kernel.MovableClock;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** Shows what was sent, and moves the product's clock on. */
@SandboxOnly
@Controller
class SandboxPage {
    /** A mail shows in its own colours; it may load nothing, run nothing and send nothing. */
    private static final String MAIL_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox "
                    + "allow-top-navigation-by-user-activation";

    private static final int SHOWN = 50;
    private static final int MOST_HOURS = 366 * 24;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss", Locale.ENGLISH);

    private final MailServer mails;
    private final TextServer texts;
    private final MovableClock clock;
    private final MissedChores chores;

    SandboxPage(MailServer mails, TextServer texts, MovableClock clock, MissedChores chores) {
        this.mails = mails;
        this.texts = texts;
        this.clock = clock;
        this.chores = chores;
    }

    /** A message as the page shows it. */
    record Shown(long n, String at, String to, String from, String subject, List<Words> words, boolean html) {}

    @GetMapping("/sandbox")
    String show(Model model) {
        model.addAttribute("now", time(clock, clock.instant()));
        model.addAttribute("ahead", inWords(clock.ahead()));
        model.addAttribute(
                "mails", mails.mails().stream().limit(SHOWN).map(this::shown).toList());
        model.addAttribute(
                "texts", texts.texts().stream().limit(SHOWN).map(this::shown).toList());
        return "sandbox/sandbox";
    }

    @GetMapping("/sandbox/mails/{n}")
    ResponseEntity<String> showMail(@PathVariable long n, HttpServletResponse answer) {
        // in the place of the policy of all our pages; what the entity carries would stand beside it
        answer.setHeader("Content-Security-Policy", MAIL_POLICY);
        return mails.mail(n)
                .filter(mail -> mail.html() != null)
                .map(mail -> ResponseEntity.ok()
                        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                        .body(mail.html()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping(path = "/sandbox/mails.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    List<Mail> listMails() {
        return mails.mails();
    }

    @GetMapping(path = "/sandbox/texts.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    List<Text> listTexts() {
        return texts.texts();
    }

    /** As the person would who got it. */
    @PostMapping("/sandbox/texts/{n}/answer")
    String answer(@PathVariable long n, @RequestParam(defaultValue = "") String words) {
        var text = texts.texts().stream()
                .filter(one -> one.n() == n)
                .findAny()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        texts.answer(text, words.strip());
        return "redirect:/sandbox";
    }

    @PostMapping("/sandbox/clock")
    String moveOn(@RequestParam(defaultValue = "0") long hours, @RequestParam(defaultValue = "0") long days) {
        if (hours < 0 || days < 0 || days > 366 || hours > MOST_HOURS) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        var before = ZonedDateTime.now(clock);
        clock.advance(Duration.ofDays(days).plusHours(hours));
        chores.doThoseSince(before);
        return "redirect:/sandbox";
    }

    private Shown shown(Mail mail) {
        return new Shown(
                mail.n(),
                time(clock, mail.at()),
                mail.to(),
                null,
                mail.subject(),
                Words.of(mail.text()),
                mail.html() != null);
    }

    private Shown shown(Text text) {
        return new Shown(text.n(), time(clock, text.at()), text.to(), text.from(), null, Words.of(text.text()), false);
    }

    private static String time(Clock clock, Instant at) {
        return TIME.format(at.atZone(clock.getZone()));
    }

    static String inWords(Duration ahead) {
        if (ahead.isZero()) {
            return null;
        }
        var days = ahead.toDays();
        var hours = ahead.toHoursPart();
        return days == 0
                ? count(hours, "hour")
                : count(days, "day") + (hours == 0 ? "" : " and " + count(hours, "hour"));
    }

    private static String count(long number, String of) {
        return number + " " + of + (number == 1 ? "" : "s");
    }
}
