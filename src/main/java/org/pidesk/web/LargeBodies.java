package org.pidesk.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Where a body may be larger than a form, and whose. It is asked before any of the body is read: who has no business
 * there would keep others from sending theirs.
 */
public final class LargeBodies {
    private final List<PathPattern> paths;
    private final Predicate<HttpServletRequest> senders;

    private LargeBodies(List<PathPattern> paths, Predicate<HttpServletRequest> senders) {
        this.paths = paths;
        this.senders = senders;
    }

    /**
     * @param senders who is known there; of the request it reads the head alone
     * @param paths patterns of addresses
     */
    public static LargeBodies from(Predicate<HttpServletRequest> senders, String... paths) {
        return new LargeBodies(
                Stream.of(paths).map(PathPatternParser.defaultInstance::parse).toList(), senders);
    }

    boolean areTakenAt(String path) {
        var parsed = PathContainer.parsePath(path);
        return paths.stream().anyMatch(pattern -> pattern.matches(parsed));
    }

    boolean areTakenFrom(HttpServletRequest sender) {
        return senders.test(sender);
    }
}
