// Talks to "samepage serve" over telegram-test-api, a Bot API server that shares nothing with
// Samepage: a first contact, check-ins and a summary. It ends with 1 where the talk does not
// happen. Usage: node telegram-test-api.js PROGRAM FOLDER
const { spawn } = require("child_process");
const fs = require("fs");
const path = require("path");
const TelegramServer = require("telegram-test-api");

const [program, folder] = process.argv.slice(2);
const token = "123456:ABCdef_not-a-real-token";
const port = 20000 + (process.pid % 10000);
const server = new TelegramServer({ port, host: "127.0.0.1", storeTimeout: 600 });
const client = server.getClient(token, { chatId: 4711, userId: 4711, firstName: "Mia" });

// newest is the newest message of the bot with words in it, as it stands now.
const newest = (words) => server.storage.botMessages.findLast((m) => m.message.text.includes(words));

// shown waits until the bot says words.
async function shown(words) {
  for (const end = Date.now() + 30000; Date.now() < end; await new Promise((go) => setTimeout(go, 20))) {
    if (newest(words)) return console.log("< " + newest(words).message.text.replaceAll("\n", "\n  "));
  }
  throw new Error(`it never said "${words}", but last: ${server.storage.botMessages.at(-1)?.message.text}`);
}

async function say(words) {
  console.log("> " + words);
  await client.sendMessage(client.makeMessage(words));
}

// press presses the newest button with a label.
async function press(label) {
  console.log(`> [${label}]`);
  for (const m of server.storage.botMessages.slice().reverse()) {
    const button = m.message.reply_markup?.inline_keyboard?.flat().find((b) => b.text === label || b.text.startsWith(label + " "));
    if (!button) continue;
    return client.sendCallback(client.makeCallbackQuery(button.callback_data, { message: { message_id: m.messageId } }));
  }
  throw new Error(`there is no button ${label}`);
}

async function talk() {
  await say("hi");
  await shown("May I keep what you write?");
  await press("Yes, I'm 16 or older");
  await shown("What brings you?");
  await press("An appointment");
  await shown("What time is it for you?");
  await say("Berlin");
  await shown("Who do you see, and when?");
  await say("Tom, thursdays 4pm");
  await shown("Tom, every Thursday at 16:00");
  await say("/checkin");
  await shown("How was today?");
  await press("2");
  await shown("Kept: 2 of 5."); // in the place of the question
  for (const [day, mood] of [[2, 3], [3, 4], [4, 2]]) {
    await say("/checkin " + lastWeek(day));
    await shown(`How was ${lastWeek(day, "short")}`);
    await press(String(mood));
    await shown(`Kept for ${lastWeek(day, "short")}: ${mood} of 5.`);
  }
  await say("what was last week's summary?"); // its picture is not taken here, so the words come alone
  await shown(", 3 days kept.");
}

// lastWeek is a day of last week where the person is: "19 November", or "Thu 19 November".
function lastWeek(weekday, short) {
  const now = new Date(new Date().toLocaleString("en-US", { timeZone: "Europe/Berlin" }));
  now.setDate(now.getDate() - ((now.getDay() + 6) % 7) - 8 + weekday);
  const words = `${now.getDate()} ${now.toLocaleString("en-GB", { month: "long" })}`;
  return short ? `${now.toLocaleString("en-GB", { weekday: "short" })} ${words}` : words;
}

async function main() {
  fs.mkdirSync(folder, { recursive: true });
  const config = path.join(folder, "samepage.yaml");
  fs.writeFileSync(path.join(folder, "token"), token, { mode: 0o600 });
  fs.writeFileSync(config, `telegram:\n  api: http://127.0.0.1:${port}\n  token_file: ${path.join(folder, "token")}\n`);
  await server.start();
  const args = ["serve", "--config", config, "--data", path.join(folder, "data"), "--key", path.join(folder, "root.key")];
  const samepage = spawn(program, args, { stdio: ["ignore", "inherit", "inherit"] });
  const ended = new Promise((resolve) => samepage.once("exit", resolve));
  try {
    await talk();
  } finally {
    samepage.kill("SIGTERM");
    const code = await ended;
    await server.stop();
    if (code !== 0) throw new Error(`samepage ended with ${code}`);
  }
}

main().catch((error) => {
  console.error("FAIL: " + error.message);
  process.exit(1);
});
