package org.pidesk.signin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a failed step be tried again, and nothing else be done to it. The engine takes a due date with the same question,
 * which would end the pause of a person or put off a ladder; and a step without a try left stands still. It stands behind
 * {@link NoExpressions}, after which a body can be read once more.
 */
final class OnlyRetries extends OncePerRequestFilter {
    private static final String RETRIES = "retries";
    /** Which steps are meant: Camunda's own pages send the id along, and of many steps it is a list or a query. */
    private static final Set<String> WHICH = Set.of("id", "jobIds", "jobQuery");

    private static final JsonFactory JSON = new JsonFactory();

    private final RequestMatcher doors;

    OnlyRetries(RequestMatcher doors) {
        this.doors = doors;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !doors.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (asksForMore(request)) {
            NoExpressions.refuse(response, HttpStatus.BAD_REQUEST, "A step is tried again as it is, once or more.");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean asksForMore(HttpServletRequest request) throws IOException {
        try (var json = JSON.createParser(request.getInputStream())) {
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME && !isOfATry(json)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOfATry(JsonParser json) throws IOException {
        var name = json.currentName();
        var value = json.nextToken();
        if (name.equals(RETRIES)) {
            return value == JsonToken.VALUE_NUMBER_INT
                    && json.getNumberType() == NumberType.INT
                    && json.getIntValue() > 0;
        }
        json.skipChildren();
        return WHICH.contains(name);
    }
}
