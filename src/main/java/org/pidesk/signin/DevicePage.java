package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.pidesk.kernel.Day;
import org.pidesk.kernel.Token;
import org.pidesk.signin.DeviceVerifications.Answering;
import org.pidesk.signin.DeviceVerifications.Question;
import org.pidesk.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where an unknown browser waits, and where the links of the mail lead. Opening a link changes nothing: mail scanners
 * open links, too. What counts is the button, and the browser in which it is pressed.
 */
@Controller
@RequestMapping(NewDevice.PAGE)
class DevicePage {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu 'at' HH:mm", Locale.ENGLISH)
            .withZone(Day.ZONE);

    private final SignIns signIns;
    private final NewDevice hurdle;
    private final DeviceVerifications verifications;
    private final Devices devices;
    private final DeviceCookie cookie;
    private final Origins origins;
    private final boolean sandbox;

    DevicePage(
            SignIns signIns,
            NewDevice hurdle,
            DeviceVerifications verifications,
            Devices devices,
            DeviceCookie cookie,
            Origins origins,
            @Value("${pidesk.sandbox.enabled:false}") boolean sandbox) {
        this.signIns = signIns;
        this.hurdle = hurdle;
        this.verifications = verifications;
        this.devices = devices;
        this.cookie = cookie;
        this.origins = origins;
        this.sandbox = sandbox;
    }

    @GetMapping
    String waiting(Model model, HttpServletRequest request) {
        return signIns.halfway(request)
                .map(member -> show(member, model, request))
                .orElse("redirect:/login");
    }

    private String show(StaffMember member, Model model, HttpServletRequest request) {
        var question = hurdle.asked(member, request);
        model.addAttribute("to", member.email().masked());
        model.addAttribute("sandbox", sandbox);
        model.addAttribute("asked", question.isPresent());
        model.addAttribute("open", question.filter(Question::open).isPresent());
        question.ifPresent(asked -> {
            model.addAttribute("until", MOMENT.format(asked.expiresAt()));
            model.addAttribute("tries", verifications.triesLeft(asked.reference()));
        });
        return "signin/device";
    }

    /**
     * One handler for both buttons: to tell two apart by a parameter, every form with a file would be read before it is
     * known whose it is.
     */
    @PostMapping
    String answered(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(required = false) String pressed,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return pressed == null ? typed(code, model, request, response) : pressed(model, request, response);
    }

    /** The code of the mail, typed into the browser that waits: it alone becomes trusted. */
    private String typed(String code, Model model, HttpServletRequest request, HttpServletResponse response) {
        var member = signIns.halfway(request);
        if (member.isEmpty()) {
            return "redirect:/login";
        }
        var value = Token.random();
        var confirmed = hurdle.asked(member.get(), request)
                .filter(question ->
                        verifications.confirm(question.reference(), code, answering(question, value, request)));
        if (confirmed.isPresent()) {
            return trusted(confirmed.get(), value, request, response);
        }
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        model.addAttribute(DeviceVerifications.isCode(code) ? "wrong" : "mistyped", true);
        return show(member.get(), model, request);
    }

    /** The user says that the button of the link was pressed; says what came of it, if it was not in this browser. */
    private String pressed(Model model, HttpServletRequest request, HttpServletResponse response) {
        var member = signIns.halfway(request);
        var waited = member.flatMap(halfway -> hurdle.asked(halfway, request));
        var next = signIns.goOn(request, response);
        if (member.isEmpty() || !next.equals(NewDevice.PAGE)) {
            return "redirect:" + next;
        }
        waited.ifPresent(question ->
                model.addAttribute(question.open() ? "early" : question.confirmed() ? "elsewhere" : "late", true));
        return show(member.get(), model, request);
    }

    @GetMapping("/{link}")
    String opened(@PathVariable String link, Model model) {
        return asked(link, model).map(question -> "signin/device-link").orElse("signin/device-over");
    }

    @PostMapping("/{link}")
    String confirmed(@PathVariable String link, Model model, HttpServletRequest request, HttpServletResponse response) {
        var value = Token.random();
        return asked(link, model)
                .filter(question -> verifications.confirm(new Token(link), answering(question, value, request)))
                .map(question -> trusted(question, value, request, response))
                .orElse("signin/device-over");
    }

    @GetMapping("/{link}/not-me")
    String openedByAnother(@PathVariable String link, Model model) {
        return asked(link, model).map(question -> "signin/device-not-me").orElse("signin/device-over");
    }

    @PostMapping("/{link}/not-me")
    String denied(@PathVariable String link, Model model) {
        var done = verifications.deny(new Token(link));
        model.addAttribute("done", done);
        return done ? "signin/device-not-me" : "signin/device-over";
    }

    private Optional<Question> asked(String link, Model model) {
        var question = verifications.behind(new Token(link)).filter(Question::open);
        question.ifPresent(asked -> {
            model.addAttribute("link", link);
            model.addAttribute("username", asked.username());
            model.addAttribute("browser", asked.origin().browser());
            model.addAttribute("place", asked.origin().place());
            model.addAttribute("at", moment(asked.askedAt()));
        });
        return question;
    }

    private Answering answering(Question question, Token value, HttpServletRequest request) {
        var origin = origins.of(request);
        var moved = cookie.read(request, question.username())
                .flatMap(token -> devices.onlyMoved(question.username(), token, origin));
        return new Answering(origin, value, moved.orElse(null));
    }

    /** In the browser that waited the sign-in goes on; another one is only told. */
    private String trusted(Question question, Token value, HttpServletRequest request, HttpServletResponse response) {
        cookie.write(request, response, question.username(), value);
        return signIns.halfway(request)
                .filter(member -> member.username().equals(question.username()))
                .map(member -> "redirect:" + signIns.goOn(request, response))
                .orElse("redirect:/login?trusted");
    }

    private static String moment(Instant instant) {
        return MOMENT.format(instant);
    }
}
