module.exports = {
  threads: [
    {
      posts: [
        { "no": 21, "com": "time: now, resto: \"none\"", "time": 1494009300, "resto": 0 },
        { no: 22, com: "{later}", time: 1494009301, resto: 21, },
      ],
    },
  ],
};
