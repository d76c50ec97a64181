package org.pidesk.notice;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.notice.NotSent.Fault;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Carries text messages by SMPP 3.4, over one session that is bound when first needed and again when it broke. */
@Component
class SmppCarrier implements SmsCarrier {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    private static final String SERVICE_TYPE = "";

    /** Premium and foreign numbers cost whoever sends; MobileNumber keeps them out, and so does this. */
    private static final Pattern SOUTH_AFRICAN_MOBILE = Pattern.compile("\\+27[678][0-9]{8}");

    private static final int QUEUE_FULL = 0x14;
    private static final int TOO_FAST = 0x58;

    /**
     * What no text can get past, whoever it is for: the carrier's own error or full queue, our sender and its type, our login
     * and its state, our service and our pace. Of all else nobody knows: with 0x45, 0x64 to 0x66 and numbers of their own
     * carriers refuse a single number.
     */
    private static final Set<Integer> OF_OURS =
            Set.of(0x04, 0x05, 0x08, 0x0a, 0x0d, 0x0e, 0x0f, QUEUE_FULL, 0x15, 0x48, 0x49, 0x53, TOO_FAST);

    /** Wrong length, destination or its type: it will be as wrong tomorrow. Of all else the carrier may think better. */
    private static final Set<Integer> FOR_GOOD = Set.of(0x01, 0x0b, 0x33, 0x34, 0x40, 0x42, 0x50, 0x51, 0x62, 0xc4);

    private final SmppAccount account;
    private final String sender;
    private final Duration answer;
    private final TextInbox inbox;
    private SMPPSession session;

    /** Why the line could not be opened, when that was tried last. */
    private volatile String trouble;

    @Autowired
    SmppCarrier(SmsProperties properties, ObjectProvider<SmppAccount> given, TextInbox inbox) {
        this(given.getIfAvailable(properties::smpp), properties.sender(), ANSWER, inbox);
    }

    /** @param account null when there is none */
    SmppCarrier(SmppAccount account, String sender, Duration answer, TextInbox inbox) {
        this.account = account;
        this.sender = sender;
        this.answer = answer;
        this.inbox = inbox;
    }

    @Override
    public synchronized List<String> send(MobileNumber to, String text, int mark) throws NotSent {
        mustBeSouthAfrican(to.value());
        var parts = TextParts.of(text, mark);
        bind();
        var names = new ArrayList<String>();
        for (var part : parts.parts()) {
            names.add(submit(to.value().substring(1), parts, part));
        }
        return names;
    }

    /** Keeps the line open: receipts and answers come over it at any time. @throws NotSent when it cannot be opened */
    synchronized void listen() throws NotSent {
        if (account != null) {
            bind();
        }
    }

    boolean hasAccount() {
        return account != null;
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    static void mustBeSouthAfrican(String number) throws NotSent {
        if (!SOUTH_AFRICAN_MOBILE.matcher(number).matches()) {
            throw new NotSent(Fault.REFUSED, "NOT_A_MOBILE");
        }
    }

    @PreDestroy
    synchronized void close() {
        if (session != null) {
            session.unbindAndClose();
            session = null;
        }
    }

    private void bind() throws NotSent {
        if (account == null) {
            throw new NotSent(Fault.DOWN, "NO_CARRIER");
        }
        if (session != null && session.getSessionState().isBound()) {
            return;
        }
        close();
        var fresh = new SMPPSession(SmppCarrier::connect);
        try {
            fresh.setEnquireLinkTimer(Math.toIntExact(KEEP_ALIVE.toMillis()));
            fresh.setTransactionTimer(answer.toMillis());
            fresh.setMessageReceiverListener(new Deliveries(inbox));
            fresh.connectAndBind(
                    account.host(),
                    account.port(),
                    new BindParameter(
                            BindType.BIND_TRX,
                            account.systemId(),
                            account.password(),
                            account.systemType(),
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            null),
                    answer.toMillis());
            session = fresh;
            trouble = null;
        } catch (IOException away) {
            fresh.close();
            trouble = away.getClass().getSimpleName();
            throw new NotSent(Fault.DOWN, "BIND");
        }
    }

    /** The library's own connections wait for ever. */
    private static Connection connect(String host, int port) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(CONNECT.toMillis()));
            return new SocketConnection(socket);
        } catch (IOException away) {
            socket.close();
            throw away;
        }
    }

    /** @return how the carrier names it */
    private String submit(String to, TextParts parts, byte[] part) throws NotSent {
        var isNumber = sender.matches("\\+?[0-9]+");
        try {
            var taken = session.submitShortMessage(
                    SERVICE_TYPE,
                    isNumber ? TypeOfNumber.INTERNATIONAL : TypeOfNumber.ALPHANUMERIC,
                    isNumber ? NumberingPlanIndicator.ISDN : NumberingPlanIndicator.UNKNOWN,
                    isNumber ? sender.replace("+", "") : sender,
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    to,
                    esmClass(parts.isLong()),
                    (byte) 0,
                    (byte) 0,
                    null,
                    null,
                    new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                    (byte) 0,
                    DataCodings.newInstance(parts.dataCoding()),
                    (byte) 0,
                    part);
            return taken.getMessageId();
        } catch (NegativeResponseException refused) {
            throw explained(refused.getCommandStatus());
        } catch (ResponseTimeoutException silent) {
            close();
            throw new NotSent(Fault.DOWN, "TIMEOUT");
        } catch (InvalidResponseException | PDUException garbled) {
            close();
            throw new NotSent(Fault.LATER, "GARBLED");
        } catch (IOException broken) {
            close();
            throw new NotSent(Fault.DOWN, NotSent.CUT_OFF);
        }
    }

    private static ESMClass esmClass(boolean withHeader) {
        return new ESMClass(
                MessageMode.DEFAULT,
                MessageType.DEFAULT,
                withHeader ? GSMSpecificFeature.UDHI : GSMSpecificFeature.DEFAULT);
    }

    static NotSent explained(int status) {
        var code = (OF_OURS.contains(status) ? "OURS_" : "SMPP_") + "%04X".formatted(status);
        if (status == QUEUE_FULL || status == TOO_FAST) {
            return new NotSent(Fault.DOWN, code);
        }
        return new NotSent(FOR_GOOD.contains(status) ? Fault.REFUSED : Fault.LATER, code);
    }
}
