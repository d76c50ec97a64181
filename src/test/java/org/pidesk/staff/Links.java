package org.pidesk.staff;

import java.util.HashMap;
import java.util.Map;
import org.pidesk.kernel.Token;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The newest link of each member, as tests open it; that it comes by mail is a test of its own. */
@Component
public class Links {
    private final Map<String, StaffLinkIssued> newest = new HashMap<>();

    @EventListener
    synchronized void on(StaffLinkIssued link) {
        newest.put(link.member().username(), link);
    }

    public synchronized Token newest(String username) {
        return newest.get(username).token();
    }
}
