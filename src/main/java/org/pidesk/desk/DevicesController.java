package org.pidesk.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.UUID;
import org.pidesk.signin.Devices;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** Shows members of staff the browsers in which they sign in, and lets them take one back. */
@Controller
@RequestMapping("/desk/devices")
class DevicesController {
    private final Devices devices;
    private final StaffWords words;

    DevicesController(Devices devices, StaffWords words) {
        this.devices = devices;
        this.words = words;
    }

    @GetMapping
    String show(Principal reader, HttpServletRequest request, Model page) {
        page.addAttribute("devices", devices.of(reader.getName(), request));
        page.addAttribute("idleDays", devices.idleDays());
        page.addAttribute("words", words);
        return "desk/devices";
    }

    /** Only one's own: another user's is not there. */
    @PostMapping("/{device}/revoke")
    String revoke(@PathVariable UUID device, Principal owner, HttpServletRequest request) {
        var isHere = devices.of(owner.getName(), request).stream()
                .anyMatch(own -> own.here() && own.id().equals(device));
        if (!devices.revoke(owner.getName(), device)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:/desk/devices?revoked" + (isHere ? "=here" : "");
    }
}
