package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pidesk.identity.ProvenFor;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Token;
import org.pidesk.web.HostCookies;
import org.springframework.stereotype.Component;

/**
 * What a visitor's browser keeps, until it is closed: the question that it was asked, and the proof. There is no
 * session.
 */
@Component
class Cookies {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String CHALLENGE = "pi-code";
    private static final String PROOF = "pi-proof";
    private static final String FORM = "pi-form";

    private final HostCookies cookies;

    Cookies(HostCookies cookies) {
        this.cookies = cookies;
    }

    boolean secure() {
        return cookies.secure();
    }

    /** What each form's token must match. */
    String form() {
        return cookies.name(FORM);
    }

    Optional<Token> challenge(HttpServletRequest request) {
        return read(request, CHALLENGE);
    }

    /**
     * What the first question of this browser about an address goes by, however often its form is sent. Only of an address
     * that was typed there: whoever has the cookies can try addresses until one of them makes the same.
     */
    Token first(HttpServletRequest request, Address address) {
        return cookies.read(request, FORM)
                .map(form -> new Token(form).within("code " + address.value()))
                .orElseGet(Token::random);
    }

    /** The question about a further address; worth nothing without the proof, nor for anything else. */
    Optional<Token> further(HttpServletRequest request, ProvenFor why) {
        return read(request, further(why));
    }

    private static String further(ProvenFor why) {
        return switch (why) {
            case HELD -> "pi-further";
            case ALTER -> "pi-alter";
        };
    }

    Optional<Token> proof(HttpServletRequest request) {
        return read(request, PROOF);
    }

    void keepChallenge(HttpServletResponse response, Token token) {
        write(response, CHALLENGE, token.value(), null);
    }

    void keepFurther(HttpServletResponse response, ProvenFor why, Token token) {
        write(response, further(why), token.value(), null);
    }

    void forgetFurther(HttpServletResponse response, ProvenFor why) {
        write(response, further(why), "", Duration.ZERO);
    }

    /**
     * The question is answered: what proves takes its place. Forms of before are too old from now on: whoever opened
     * them in another tab may be somebody else, and would act on this person's record.
     */
    void keepProof(HttpServletResponse response, Token token) {
        write(response, PROOF, token.value(), null);
        write(response, CHALLENGE, "", Duration.ZERO);
        write(response, FORM, "", Duration.ZERO);
    }

    void forget(HttpServletResponse response) {
        write(response, PROOF, "", Duration.ZERO);
        write(response, CHALLENGE, "", Duration.ZERO);
        Stream.of(ProvenFor.values()).forEach(why -> forgetFurther(response, why));
    }

    /** A token as it may stand in a cookie or a link; anything else is none. */
    static Optional<Token> token(String text) {
        return Optional.ofNullable(text)
                .filter(value -> TOKEN.matcher(value).matches())
                .map(Token::new);
    }

    private Optional<Token> read(HttpServletRequest request, String plain) {
        return cookies.read(request, plain).flatMap(Cookies::token);
    }

    private void write(HttpServletResponse response, String plain, String value, Duration maxAge) {
        cookies.write(response, plain, value, maxAge);
    }
}
