package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.pidesk.kernel.Reference;
import org.pidesk.staff.StaffMember;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The first hurdle: a browser in which this member has not signed in before. */
@Component
@Order(10)
class NewDevice implements Hurdle {
    static final String PAGE = "/login/device";
    /** In the session that waits: which question it waits for. */
    private static final String ASKED = "pidesk.device.asked";

    private final Devices devices;
    private final DeviceCookie cookie;
    private final DeviceVerifications verifications;
    private final Origins origins;

    NewDevice(Devices devices, DeviceCookie cookie, DeviceVerifications verifications, Origins origins) {
        this.devices = devices;
        this.cookie = cookie;
        this.verifications = verifications;
        this.origins = origins;
    }

    @Override
    public String page() {
        return PAGE;
    }

    @Override
    public boolean stops(StaffMember member, HttpServletRequest request) {
        var origin = origins.of(request);
        return cookie.read(request, member.username())
                .filter(token -> devices.know(member.username(), token, origin))
                .isEmpty();
    }

    /** Asks by mail, unless the question of this session is still open. */
    @Override
    public void reached(StaffMember member, HttpServletRequest request) {
        if (asked(member, request).filter(DeviceVerifications.Question::open).isEmpty()) {
            request.getSession().removeAttribute(ASKED);
            verifications
                    .begin(member, origins.of(request))
                    .ifPresent(reference -> request.getSession().setAttribute(ASKED, reference.value()));
        }
    }

    /** The question that this session waits for; empty when the user was asked too often. */
    Optional<DeviceVerifications.Question> asked(StaffMember member, HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false))
                .map(session -> (String) session.getAttribute(ASKED))
                .map(reference -> verifications.get(new Reference(reference)))
                .filter(question -> question.username().equals(member.username()));
    }

    /** A value has done its service, unless it is just on its way; the session knows by which it began. */
    @Override
    public void passed(StaffMember member, HttpServletRequest request, HttpServletResponse response) {
        var username = member.username();
        if (!cookie.isFresh(request, username)) {
            cookie.read(request, username)
                    .flatMap(devices::renew)
                    .ifPresent(next -> cookie.write(request, response, username, next));
        }
        cookie.read(request, username).ifPresent(token -> StillTrusted.remember(request, token));
    }
}
