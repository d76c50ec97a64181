package org.pidesk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** A request that says it has parts and has none, whatever its method: it is read when somebody asks for a parameter. */
@Component
class UnreadableForms implements HandlerExceptionResolver, Ordered {
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
        return isAnswered(response, failure) ? new ModelAndView() : null;
    }

    /** @return false where it is another failure, and nothing was answered */
    boolean isAnswered(HttpServletResponse response, Exception failure) {
        var isUnreadable = Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof MultipartException && !(cause instanceof MaxUploadSizeExceededException));
        if (!isUnreadable || response.isCommitted()) {
            return false;
        }
        try {
            response.sendError(HttpStatus.BAD_REQUEST.value());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return true;
    }
}
