package org.pidesk.signin;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a question to Camunda that brings an expression along, however deep: an expression is code. Tasklist's lists
 * need none, theirs are in the filters that we keep. What came past here would find the engine closed as well.
 */
final class NoExpressions extends OncePerRequestFilter {
    private static final String EXPRESSION = "expression";
    /** No page of Camunda's sends so much. */
    private static final int LONGEST = 1 << 20;

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=[\\s\"']*([^;,\\s\"']*)");
    private static final String REFUSED = "{\"type\":\"InvalidRequest\",\"message\":\"%s\"}";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/camunda/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            refuse(response, HttpStatus.PAYLOAD_TOO_LARGE, "This is too long.");
        } else if (body.length > 0 && !isUtf8(request)) {
            refuse(response, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This is to be sent in UTF-8.");
        } else {
            pass(request, body, response, chain);
        }
    }

    private static void pass(HttpServletRequest request, byte[] body, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            if (hasExpression(request) || hasExpression(body)) {
                refuse(response, HttpStatus.BAD_REQUEST, "A query may not bring an expression of its own.");
                return;
            }
        } catch (JacksonException noJson) {
            refuse(response, HttpStatus.BAD_REQUEST, "This is no JSON.");
            return;
        }
        chain.doFilter(new Read(request, body), response);
    }

    /** In another character set the engine might read what we cannot. */
    private static boolean isUtf8(HttpServletRequest request) {
        return CHARSET.matcher(Objects.toString(request.getContentType(), ""))
                .results()
                .allMatch(charset -> charset.group(1).equalsIgnoreCase("UTF-8"));
    }

    static void refuse(HttpServletResponse response, HttpStatus status, String why) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().write(REFUSED.formatted(why));
    }

    private static boolean hasExpression(HttpServletRequest request) {
        return Collections.list(request.getParameterNames()).stream().anyMatch(NoExpressions::isExpression);
    }

    /** Looks on to the very end: what is no JSON to us might be one to somebody else. */
    private static boolean hasExpression(byte[] body) throws IOException {
        try (var json = JSON.createParser(body)) {
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME && isExpression(json.currentName())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isExpression(String key) {
        return key.toLowerCase(Locale.ROOT).endsWith(EXPRESSION);
    }

    /** Its body can be read once more. */
    private static final class Read extends HttpServletRequestWrapper {
        private final byte[] body;

        Read(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Again(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class Again extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Again(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int at, int length) {
            return bytes.read(into, at, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("It is all there already.");
        }
    }
}
