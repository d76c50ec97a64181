package org.pidesk.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.webapp.impl.security.SecurityActions;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says of a task or a case that somebody may not see what it says of one that never was. The engine by itself answers
 * 500 where it is another organisation's, and 404, 403 or 500 where there is none: that would tell them apart.
 */
final class NothingOfOthers extends OncePerRequestFilter {
    private static final Pattern ONE =
            Pattern.compile("/camunda/api/engine/engine/default/((?:history/)?[a-z-]+)/([^/]+)(?:/.*)?");

    /** What stands in the place of an id where all of a kind are asked about. */
    private static final Set<String> ALL = Set.of("count", "report", "retries");

    private static final String NOT_THERE =
            "{\"type\":\"NotFound\",\"message\":\"There is nothing of this id for you. It may be done.\"}";

    private final Map<String, Predicate<String>> seen;

    NothingOfOthers(ProcessEngine engine) {
        seen = Map.of(
                "task", id -> isThere(engine.getTaskService().createTaskQuery().taskId(id)),
                "process-instance",
                        id -> isThere(engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processInstanceId(id)),
                "execution",
                        id -> isThere(engine.getRuntimeService()
                                .createExecutionQuery()
                                .executionId(id)),
                "job",
                        id -> isThere(
                                engine.getManagementService().createJobQuery().jobId(id)),
                "incident",
                        id -> isThere(
                                engine.getRuntimeService().createIncidentQuery().incidentId(id)));
    }

    private static boolean isThere(Query<?, ?> query) {
        return query.count() > 0;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var asked = ONE.matcher(
                request.getRequestURI().substring(request.getContextPath().length()));
        if (asked.matches()
                && !ALL.contains(asked.group(2))
                && !maySee(request.getSession(), asked.group(1), asked.group(2))) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getWriter().write(NOT_THERE);
            return;
        }
        chain.doFilter(request, response);
    }

    /** Asked under the rights of whoever is signed in, as Camunda remembers them. */
    private boolean maySee(HttpSession session, String kind, String id) throws IOException, ServletException {
        return !seen.containsKey(kind)
                || SecurityActions.runWithAuthentications(
                        () -> seen.get(kind).test(id), AuthenticationUtil.getAuthsFromSession(session));
    }
}
